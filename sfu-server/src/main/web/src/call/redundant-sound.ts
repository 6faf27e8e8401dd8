import type { types } from 'mediasoup-client';

/** Redundant audio (RFC 2198), as the browser offers it for one of its sections. */
export interface Red {
  readonly payloadType: number;
  /** What it repeats, in SDP's words: the payload type of opus, twice. */
  readonly repeats: string;
}

/** The part of an answer's section that tells the browser what to send. */
export interface AnswerSection {
  rtp: { payload: number; codec: string; rate: number; encoding?: number }[];
  fmtp: { payload: number; config: string }[];
  payloads: string;
}

interface Handler {
  readonly _pc?: { readonly localDescription: { readonly sdp: string } | null };
  readonly _remoteSdp?: { readonly _mediaSections: readonly { readonly mid: string; getObject(): AnswerSection }[] };
}

const RED = 'audio/red';
const CLOCK_RATE = 48_000;
const CHANNELS = 2;

/** What a server is told that a browser can receive: it sends redundant audio only to those who say of which codec. */
export function receivable(capabilities: types.RtpCapabilities): types.RtpCapabilities {
  const opus = capabilities.codecs?.find(({ mimeType }) => mimeType.toLowerCase() === 'audio/opus')?.preferredPayloadType;
  const codecs = capabilities.codecs?.map((codec) =>
    codec.mimeType.toLowerCase() === RED && opus !== undefined ? { ...codec, parameters: { '': `${opus}/${opus}` } } : codec,
  );
  return codecs ? { ...capabilities, codecs } : capabilities;
}

/** Whether both the browser and the server know redundant audio. */
export function knowsRed(device: types.Device): boolean {
  return device.sendRtpCapabilities.codecs?.some(({ mimeType }) => mimeType.toLowerCase() === RED) ?? false;
}

/** Which redundant audio the browser offers in the section; undefined where it knows none. */
export function redOf(sdp: string, mid: string): Red | undefined {
  const section = sdp.split(/^(?=m=)/m).find((each) => new RegExp(`^a=mid:${mid}\\s*$`, 'm').test(each));
  const payloadType = section?.match(/^a=rtpmap:(\d+) red\/48000\/2\s*$/im)?.[1];
  const repeats = section?.match(new RegExp(`^a=fmtp:${payloadType} (\\d+/\\d+)\\s*$`, 'm'))?.[1];
  return payloadType === undefined || repeats === undefined ? undefined : { payloadType: Number(payloadType), repeats };
}

/** Has the answer name redundant audio first, which is what a browser goes by, or not at all. */
export function answer(section: AnswerSection, red: Red, repeating: boolean): void {
  section.rtp = section.rtp.filter(({ payload }) => payload !== red.payloadType);
  section.fmtp = section.fmtp.filter(({ payload }) => payload !== red.payloadType);
  if (repeating) {
    section.rtp.unshift({ payload: red.payloadType, codec: 'red', rate: CLOCK_RATE, encoding: CHANNELS });
    section.fmtp.push({ payload: red.payloadType, config: red.repeats });
  }
  section.payloads = section.rtp.map(({ payload }) => payload).join(' ');
}

/** The parameters of a sound as the server is told them: it may be sent redundantly later on. */
export function announced(transport: types.Transport, device: types.Device, parameters: types.RtpParameters): types.RtpParameters {
  const red = knowsRed(device) ? redOf(localSdp(transport), parameters.mid ?? '') : undefined;
  return red
    ? {
        ...parameters,
        codecs: [
          ...parameters.codecs,
          {
            mimeType: RED,
            payloadType: red.payloadType,
            clockRate: CLOCK_RATE,
            channels: CHANNELS,
            parameters: { '': red.repeats },
            rtcpFeedback: [],
          },
        ],
      }
    : parameters;
}

/**
 * Begins or ends to repeat in each packet what was said in the one before. mediasoup-client negotiates one codec for a
 * track: the answer it makes is changed behind its back.
 */
export async function repeat(transport: types.Transport, producer: types.Producer, repeating: boolean): Promise<void> {
  const mid = producer.rtpParameters.mid ?? '';
  const red = redOf(localSdp(transport), mid);
  const section = handlerOf(transport)?._remoteSdp?._mediaSections.find((each) => each.mid === mid);
  if (red && section) {
    answer(section.getObject(), red, repeating);
    await producer.setRtpEncodingParameters({}); // negotiates anew
  }
}

function localSdp(transport: types.Transport): string {
  return handlerOf(transport)?._pc?.localDescription?.sdp ?? '';
}

function handlerOf(transport: types.Transport): Handler | undefined {
  return (transport as unknown as { _handler?: Handler })._handler;
}
