import type { types } from 'mediasoup-client';
import type { Source } from '../protocol.ts';
import type { Signaling } from '../signaling/signaling.ts';
import { announced } from './redundant-sound.ts';

/** The server has no candidate of the kind that was wanted. */
export class NoCandidate extends Error {}

/**
 * Creates one of our two transports on the server and here, and lets it speak through the signaling.
 *
 * @param wanted which of the server's candidates may be used; without any it throws `NoCandidate`
 */
export async function createTransport(
  direction: 'send' | 'recv',
  device: types.Device,
  signaling: Signaling,
  onRefused: () => void,
  wanted: (candidate: types.IceCandidate) => boolean = () => true,
): Promise<types.Transport> {
  const { transportId, iceParameters, iceCandidates: offered, dtlsParameters } = await signaling.request('createTransport', {
    direction,
  });
  const iceCandidates = offered.filter(wanted);
  if (iceCandidates.length === 0) {
    throw new NoCandidate();
  }
  const options = { id: transportId, iceParameters, iceCandidates, dtlsParameters };
  const transport = direction === 'send' ? device.createSendTransport(options) : device.createRecvTransport(options);
  if (direction === 'recv') {
    negotiateNoProbator(transport);
  }

  transport.on('connect', ({ dtlsParameters: ours }, done) => {
    // The answer is not awaited: it would hold up the first packet, and what is asked next is answered after it.
    signaling.request('connectTransport', { transportId, dtlsParameters: ours }).catch(onRefused);
    done();
  });
  transport.on('produce', ({ kind, rtpParameters, appData }, done, failed) => {
    const source = appData['source'] as Source;
    const paused = appData['paused'] === true;
    signaling
      .request('produce', { transportId, kind, rtpParameters: kind === 'audio' ? announced(transport, device, rtpParameters) : rtpParameters, source, paused })
      .then(({ producerId }) => done({ id: producerId }), failed);
  });
  return transport;
}

/**
 * mediasoup-client negotiates a stream of its own for the padding that mediasoup probes with, before the first picture
 * can be shown. Our server probes on the streams that are there.
 */
function negotiateNoProbator(transport: types.Transport): void {
  (transport as unknown as { _probatorConsumerCreated: boolean })._probatorConsumerCreated = true;
}
