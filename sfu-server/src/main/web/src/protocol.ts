import type { types } from 'mediasoup-client';

/** What this client says it speaks in `joinRoom`. */
export const PROTOCOL_VERSION = 2;

export type Direction = 'send' | 'recv';
export type Source = 'camera' | 'microphone';

export interface ProducerEntry {
  producerId: string;
  kind: types.MediaKind;
  paused?: boolean;
  source?: string;
}

export interface PeerInfo {
  peerId: string;
  displayName?: string;
  guest?: boolean;
}

export interface TransportCreated {
  transportId: string;
  iceParameters: types.IceParameters;
  iceCandidates: types.IceCandidate[];
  dtlsParameters: types.DtlsParameters;
  direction: Direction;
}

export interface RoomJoined {
  roomId: string;
  peers: string[];
  existingProducers: { peerId: string; producers: ProducerEntry[] }[];
  peerInfos?: PeerInfo[];
}

export interface Consumed {
  consumerId: string;
  producerId: string;
  producerPeerId: string;
  kind: types.MediaKind;
  rtpParameters: types.RtpParameters;
}

/** Every request of this client with the payload of its direct answer. */
export interface Requests {
  getRouterRtpCapabilities: { payload: object; answer: { rtpCapabilities: types.RtpCapabilities } };
  joinRoom: { payload: { roomId: string; displayName: string; protocol: number }; answer: RoomJoined };
  createTransport: { payload: { direction: Direction }; answer: TransportCreated };
  connectTransport: {
    payload: { transportId: string; dtlsParameters: types.DtlsParameters };
    answer: { transportId: string };
  };
  produce: {
    payload: {
      transportId: string;
      kind: types.MediaKind;
      rtpParameters: types.RtpParameters;
      source: Source;
      paused: boolean;
    };
    answer: { producerId: string; kind: types.MediaKind };
  };
  consume: { payload: { producerId: string; rtpCapabilities: types.RtpCapabilities }; answer: Consumed };
  resumeConsumer: { payload: { consumerId: string }; answer: { consumerId: string } };
  pauseProducer: { payload: { producerId: string }; answer: { producerId: string } };
  resumeProducer: { payload: { producerId: string }; answer: { producerId: string } };
  closeProducer: { payload: { producerId: string }; answer: { producerId: string } };
  restartIce: {
    payload: { transportId: string };
    answer: { transportId: string; iceParameters: types.IceParameters };
  };
  leaveRoom: { payload: object; answer: { roomId: string } };
}

/** Every message that the server sends unasked. */
export interface Notices {
  connected: { peerId: string };
  newPeer: PeerInfo;
  peerLeft: { peerId: string };
  newProducer: ProducerEntry & { peerId: string };
  producerPaused: { producerId: string };
  producerResumed: { producerId: string };
  producerClosed: { producerId: string };
  consumerClosed: { consumerId: string };
  transportClosed: { transportId: string };
  roomLeft: { roomId: string };
  error: ErrorPayload;
}

export interface ErrorPayload {
  message: string;
  code?: string;
  request?: string;
}

export interface Envelope {
  type: string;
  payload?: unknown;
  id?: string | number;
}
