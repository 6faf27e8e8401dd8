// What browsers say they can do, as mediasoup-client reads it out of their SDP. Facts only.

const feedback = (...names) =>
  names.map((name) => {
    const [type, parameter] = name.split(' ');
    return parameter ? { type, parameter } : { type };
  });

const VIDEO = ['goog-remb', 'transport-cc', 'ccm fir', 'nack', 'nack pli'];

const audio = (mimeType, preferredPayloadType, clockRate, channels, parameters = {}, rtcp = []) => ({
  kind: 'audio', mimeType, preferredPayloadType, clockRate, channels, parameters, rtcpFeedback: feedback(...rtcp),
});

const video = (mimeType, preferredPayloadType, parameters = {}, rtcp = VIDEO) => ({
  kind: 'video', mimeType, preferredPayloadType, clockRate: 90000, parameters, rtcpFeedback: feedback(...rtcp),
});

const rtx = (preferredPayloadType, apt) => video('video/rtx', preferredPayloadType, { apt }, []);

const h264 = (pt, profile, mode, rtcp) =>
  video('video/H264', pt,
    { 'level-asymmetry-allowed': 1, 'packetization-mode': mode, 'profile-level-id': profile }, rtcp);

const withRtx = (...codecs) =>
  codecs.flatMap((codec) => [codec, rtx(codec.preferredPayloadType + 1, codec.preferredPayloadType)]);

const extension = (kind, uri, preferredId) => ({ kind, uri, preferredId });

const MID = 'urn:ietf:params:rtp-hdrext:sdes:mid';
const RID = 'urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id';
const RRID = 'urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id';
const AST = 'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time';
const TWCC = 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01';
const LEVEL = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level';
const TOFFSET = 'urn:ietf:params:rtp-hdrext:toffset';
const ORIENTATION = 'urn:3gpp:video-orientation';
const PLAYOUT = 'http://www.webrtc.org/experiments/rtp-hdrext/playout-delay';
const CAPTURE = 'http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time';
const DESCRIPTOR = 'https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension';

export const uris = { MID, RID, RRID, AST, TWCC, LEVEL, TOFFSET, ORIENTATION, PLAYOUT, CAPTURE, DESCRIPTOR };

const chromium = () => ({
  codecs: [
    audio('audio/opus', 111, 48000, 2, { minptime: 10, useinbandfec: 1 }, ['transport-cc']),
    audio('audio/red', 63, 48000, 2, { 111: '111/111' }),
    audio('audio/G722', 9, 8000, 1), audio('audio/PCMU', 0, 8000, 1), audio('audio/PCMA', 8, 8000, 1),
    audio('audio/CN', 13, 8000, 1), audio('audio/telephone-event', 110, 48000, 1),
    ...withRtx(
      video('video/VP8', 96), video('video/VP9', 98, { 'profile-id': 0 }), video('video/VP9', 100, { 'profile-id': 2 }),
      h264(102, '42001f', 1), h264(104, '42001f', 0), h264(106, '42e01f', 1), h264(108, '42e01f', 0),
      h264(124, '4d001f', 1), h264(39, '4d001f', 0),
      video('video/AV1', 45, { 'level-idx': 5, profile: 0, tier: 0 }), h264(112, '64001f', 1)),
    video('video/red', 114, {}, []), rtx(115, 114), video('video/ulpfec', 116, {}, []),
  ],
  headerExtensions: [
    extension('audio', LEVEL, 1), extension('audio', AST, 2), extension('audio', TWCC, 3), extension('audio', MID, 4),
    extension('video', TOFFSET, 14), extension('video', AST, 2), extension('video', ORIENTATION, 13),
    extension('video', TWCC, 3), extension('video', PLAYOUT, 5),
    extension('video', 'http://www.webrtc.org/experiments/rtp-hdrext/video-content-type', 6),
    extension('video', 'http://www.webrtc.org/experiments/rtp-hdrext/video-timing', 7),
    extension('video', 'http://www.webrtc.org/experiments/rtp-hdrext/color-space', 8),
    extension('video', MID, 4), extension('video', RID, 10), extension('video', RRID, 11),
    extension('video', DESCRIPTOR, 12), extension('video', CAPTURE, 9), extension('audio', CAPTURE, 9),
  ],
});

const firefox = () => {
  const rtcp = ['nack', 'nack pli', 'ccm fir', 'goog-remb', 'transport-cc'];
  return {
    codecs: [
      audio('audio/opus', 109, 48000, 2, { maxplaybackrate: 48000, stereo: 1, useinbandfec: 1 }),
      audio('audio/G722', 9, 8000, 1), audio('audio/PCMU', 0, 8000, 1), audio('audio/PCMA', 8, 8000, 1),
      audio('audio/telephone-event', 101, 8000, 1),
      video('video/VP8', 120, { 'max-fs': 12288, 'max-fr': 60 }, rtcp), rtx(124, 120),
      video('video/VP9', 121, { 'max-fs': 12288, 'max-fr': 60 }, rtcp), rtx(125, 121),
      h264(126, '42e01f', 1, rtcp), rtx(127, 126), h264(97, '42e01f', 0, rtcp), rtx(98, 97),
      h264(105, '42001f', 1, rtcp), rtx(106, 105), h264(103, '42001f', 0, rtcp), rtx(104, 103),
      video('video/AV1', 99, {}, rtcp), rtx(100, 99),
      video('video/ulpfec', 123, {}, []), video('video/red', 122, {}, []), rtx(119, 122),
    ],
    headerExtensions: [
      extension('audio', LEVEL, 1), extension('audio', 'urn:ietf:params:rtp-hdrext:csrc-audio-level', 2),
      extension('audio', MID, 3),
      extension('video', MID, 3), extension('video', AST, 4), extension('video', TOFFSET, 5),
      extension('video', PLAYOUT, 6), extension('video', TWCC, 7), extension('video', RID, 8),
    ],
  };
};

const safari = () => ({
  codecs: [
    audio('audio/opus', 111, 48000, 2, { minptime: 10, useinbandfec: 1 }, ['transport-cc']),
    audio('audio/red', 63, 48000, 2, { 111: '111/111' }),
    audio('audio/G722', 9, 8000, 1), audio('audio/PCMU', 0, 8000, 1), audio('audio/PCMA', 8, 8000, 1),
    audio('audio/CN', 13, 8000, 1), audio('audio/telephone-event', 110, 48000, 1),
    ...withRtx(
      h264(96, '640c1f', 1), h264(98, '42e01f', 1), h264(100, '640c1f', 0), h264(102, '42e01f', 0),
      video('video/H265', 104, { 'level-id': 93, 'tx-mode': 'SRST' }), video('video/VP8', 106),
      video('video/VP9', 108, { 'profile-id': 0 })),
  ],
  headerExtensions: [
    extension('audio', LEVEL, 1), extension('audio', AST, 2), extension('audio', TWCC, 3), extension('audio', MID, 4),
    extension('video', TOFFSET, 14), extension('video', AST, 2), extension('video', ORIENTATION, 13),
    extension('video', TWCC, 3), extension('video', PLAYOUT, 5), extension('video', MID, 4),
    extension('video', RID, 10), extension('video', RRID, 11),
  ],
});

/** Safari 12 to 12.1: H.264 first, VP8 behind, REMB only. */
const oldSafari = () => {
  const rtcp = ['goog-remb', 'ccm fir', 'nack', 'nack pli'];
  return {
    codecs: [
      audio('audio/opus', 111, 48000, 2, { minptime: 10, useinbandfec: 1 }),
      h264(96, '640c1f', 1, rtcp), rtx(97, 96), h264(98, '42e01f', 1, rtcp), rtx(99, 98),
      video('video/VP8', 100, {}, rtcp), rtx(101, 100),
    ],
    headerExtensions: [
      extension('audio', MID, 4), extension('video', TOFFSET, 2), extension('video', AST, 3),
      extension('video', ORIENTATION, 5), extension('video', MID, 4),
    ],
  };
};

export const browsers = { chromium, firefox, safari, oldSafari };
