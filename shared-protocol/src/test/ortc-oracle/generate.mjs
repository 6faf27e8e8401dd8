// Writes the ORTC vectors; README.md says how it is run.
import { createRequire } from 'node:module';
import path from 'node:path';
import { browsers, uris } from './browsers.mjs';

const scratch = path.resolve(process.argv[2]);
const require = createRequire(path.join(scratch, 'package.json'));
const mediasoup = require(path.join(scratch, 'node_modules/mediasoup/node/lib/ortc.js'));
const client = require('mediasoup-client/ortc');

const clone = (value) => JSON.parse(JSON.stringify(value));
const PACKET_ID = 'urn:mediasoup:params:rtp-hdrext:packet-id';
const withoutPacketId = (extensions) => extensions.filter((extension) => extension.uri !== PACKET_ID);
const KNOWN_IN_ENCODINGS = ['ssrc', 'dtx', 'scalabilityMode', 'maxBitrate', 'rtx'];

const DEFAULT_CODECS = [
  { kind: 'audio', mimeType: 'audio/opus', clockRate: 48000, channels: 2 },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90000 },
  { kind: 'video', mimeType: 'video/H264', clockRate: 90000,
    parameters: { 'profile-level-id': '42e01f', 'packetization-mode': 1 } },
  { kind: 'video', mimeType: 'video/H264', clockRate: 90000,
    parameters: { 'profile-level-id': '42e01f', 'packetization-mode': 0 } },
  { kind: 'video', mimeType: 'video/VP9', clockRate: 90000, parameters: { 'profile-id': 0 } },
  { kind: 'video', mimeType: 'video/AV1', clockRate: 90000 },
];

const vectors = { routers: [], producers: [], consumers: [], h264: [] };

// --- the questions, each with mediasoup's answer ---

function answerOf(ask) {
  try {
    return { result: clone(ask()) };
  } catch (error) {
    return { error: error.constructor.name };
  }
}

function router(name, codecs) {
  const answer = answerOf(() => {
    const capabilities = mediasoup.generateRouterRtpCapabilities(clone(codecs));
    return { ...capabilities, headerExtensions: withoutPacketId(capabilities.headerExtensions) };
  });
  vectors.routers.push({ name, codecs, ...answer });
  return answer.result;
}

/** As mediasoup's transport does before it asks ortc. */
function complete(rtpParameters) {
  const parameters = clone(rtpParameters);
  mediasoup.validateAndNormalizeRtpParameters(parameters);
  if (parameters.encodings.length === 0) {
    parameters.encodings = [{}];
  }
  return parameters;
}

function producer(name, kind, rtpParameters, capabilities, routerName) {
  const answer = answerOf(() => {
    const parameters = complete(rtpParameters);
    const mapping = mediasoup.getProducerRtpParametersMapping(parameters, clone(capabilities));
    mapping.encodings.forEach((encoding, i) => { encoding.mappedSsrc = 1000 + i; });
    const consumable = mediasoup.getConsumableRtpParameters(kind, parameters, clone(capabilities), mapping);
    consumable.encodings = consumable.encodings.map((encoding) =>
      Object.fromEntries(Object.entries(encoding).filter(([field]) => KNOWN_IN_ENCODINGS.includes(field))));
    return { mapping, consumable };
  });
  vectors.producers.push({ name, kind, router: routerName, rtpParameters, ...answer });
  return answer.result?.consumable;
}

/** What is asked about is given by name where it stands elsewhere in the vectors, to keep them small. */
function consumer(name, consumable, rtpCapabilities, enableRtx, names = { consumable, rtpCapabilities }) {
  const canConsume = answerOf(() => mediasoup.canConsume(clone(consumable), clone(rtpCapabilities)));
  const answer = answerOf(() => {
    const capabilities = clone(rtpCapabilities);
    mediasoup.validateAndNormalizeRtpCapabilities(capabilities);
    const parameters = mediasoup.getConsumerRtpParameters({
      consumableRtpParameters: clone(consumable), remoteRtpCapabilities: capabilities, pipe: false, enableRtx,
    });
    const [encoding] = parameters.encodings;
    if (encoding.rtx) {
      encoding.rtx.ssrc += 1000 - encoding.ssrc;
    }
    encoding.ssrc = 1000;
    return parameters;
  });
  vectors.consumers.push({ name, ...names, enableRtx, canConsume, ...answer });
}

// --- routers ---

const full = router('the default codecs', DEFAULT_CODECS);
const vp8Only = router('opus and VP8', DEFAULT_CODECS.slice(0, 2));
const oneByOne = { full, vp8Only };
DEFAULT_CODECS.forEach((codec) => router(`only ${codec.mimeType} ${JSON.stringify(codec.parameters)}`, [codec]));
router('nothing', []);
router('chosen payload types', [
  { ...DEFAULT_CODECS[0], preferredPayloadType: 120 }, { ...DEFAULT_CODECS[1], preferredPayloadType: 100 },
  DEFAULT_CODECS[2], { ...DEFAULT_CODECS[4], preferredPayloadType: 42 },
]);
router('the same payload type twice', [
  { ...DEFAULT_CODECS[0], preferredPayloadType: 120 }, { ...DEFAULT_CODECS[1], preferredPayloadType: 120 },
]);
router('a payload type that is taken by RTX before', [
  DEFAULT_CODECS[1], { ...DEFAULT_CODECS[0], preferredPayloadType: 101 },
]);
router('an unknown codec', [{ kind: 'audio', mimeType: 'audio/foo', clockRate: 48000 }]);
router('a wrong clock rate', [{ ...DEFAULT_CODECS[0], clockRate: 44100 }]);
router('wrong channels', [{ ...DEFAULT_CODECS[0], channels: 1 }]);
router('channels left out', [{ kind: 'audio', mimeType: 'audio/opus', clockRate: 48000 }]);
router('channels of video', [{ ...DEFAULT_CODECS[1], channels: 2 }]);
router('a wrong kind', [{ ...DEFAULT_CODECS[1], kind: 'audio' }]);
router('small letters', [{ kind: 'video', mimeType: 'VIDEO/vp8', clockRate: 90000 }]);
router('a parameter of its own', [{ ...DEFAULT_CODECS[1], parameters: { 'x-google-start-bitrate': 1000, foo: 'bar' } }]);
router('a parameter of another type', [{ ...DEFAULT_CODECS[1], parameters: { foo: true } }]);
router('no MIME type', [{ kind: 'video', clockRate: 90000 }]);
router('no clock rate', [{ kind: 'video', mimeType: 'video/VP8' }]);
router('a MIME type of no media', [{ kind: 'video', mimeType: 'text/VP8', clockRate: 90000 }]);
router('too many codecs', Array.from({ length: 17 }, () => DEFAULT_CODECS[1]));

// --- what browsers send and get, through mediasoup-client ---

const SCALABILITY = ['L1T1', 'L1T3', 'L3T3_KEY', 'S3T3'];

function deviceOf(native, capabilities) {
  const extended = client.getExtendedRtpCapabilities(native, clone(capabilities), false);
  return {
    receives: clone(client.getRecvRtpCapabilities(extended)),
    sends: (kind) => clone(client.getSendingRtpParameters(kind, extended)),
  };
}

const single = (base) => [{ ssrc: base, rtx: { ssrc: base + 1 }, dtx: false }];
const simulcast = (mode) => ['r0', 'r1', 'r2'].map((rid, i) => ({
  rid, dtx: false, scalabilityMode: mode, maxBitrate: [100000, 300000, 900000][i], scaleResolutionDownBy: 4 >> i,
}));

const devices = [];
for (const [routerName, capabilities] of Object.entries(oneByOne)) {
  for (const [browser, native] of Object.entries(browsers)) {
    devices.push({ name: `${browser} at ${routerName}`, routerName, capabilities, ...deviceOf(native(), capabilities) });
  }
}
// Browsers that were never told about the router, as a client with code of its own might do it.
for (const [browser, native] of Object.entries(browsers)) {
  const { codecs, headerExtensions } = native();
  devices.push({ name: `raw ${browser}`, routerName: 'full', capabilities: full, receives: { codecs, headerExtensions } });
}

const consumables = [];
for (const device of devices.filter(({ sends }) => sends)) {
  const produce = (name, kind, change) => {
    const parameters = device.sends(kind);
    parameters.mid = kind === 'audio' ? '0' : '1';
    parameters.rtcp = { cname: 'cname-of-a-peer', reducedSize: true, mux: true };
    parameters.encodings = kind === 'audio' ? [{ ssrc: 1111, dtx: false }] : single(2222);
    change?.(parameters);
    const fullName = `${device.name}: ${name}`;
    const consumable = producer(fullName, kind, parameters, device.capabilities, device.routerName);
    if (consumable) {
      consumables.push({ name: fullName, kind, consumable });
    }
  };
  produce('audio', 'audio');
  produce('audio with DTX', 'audio', (p) => { p.encodings[0].dtx = true; });
  produce('video, all codecs', 'video');
  const medias = device.sends('video').codecs.filter((codec) => !/rtx$/.test(codec.mimeType));
  for (const media of medias) {
    const only = (p) => {
      p.codecs = p.codecs.filter((codec) =>
        codec.payloadType === media.payloadType || codec.parameters.apt === media.payloadType);
    };
    const of = `${media.mimeType} ${media.payloadType}`;
    produce(`only ${of}`, 'video', only);
    if (!device.name.startsWith('chromium at full')) {
      continue;
    }
    produce(`only ${of}, without RTX`, 'video', (p) => {
      only(p);
      p.codecs = p.codecs.slice(0, 1);
      delete p.encodings[0].rtx;
    });
    produce(`only ${of}, simulcast`, 'video', (p) => { only(p); p.encodings = simulcast('L1T3'); });
    produce(`only ${of}, SVC`, 'video', (p) => {
      only(p);
      p.encodings = [{ ...single(3333)[0], scalabilityMode: SCALABILITY[medias.indexOf(media) % 4], maxBitrate: 2e6 }];
    });
  }
  produce('video with capture time', 'video', (p) => { p.headerExtensions.push({ uri: uris.CAPTURE, id: 9 }); });
  produce('audio with capture time', 'audio', (p) => { p.headerExtensions.push({ uri: uris.CAPTURE, id: 9 }); });
  produce('video with msid', 'video', (p) => { p.msid = 'stream track'; });
}

// --- variations on what a producer may send ---

const chromium = devices[0];
function variation(name, kind, change) {
  const parameters = chromium.sends(kind);
  parameters.codecs = parameters.codecs.slice(0, 2);
  parameters.mid = '1';
  parameters.rtcp = { cname: 'c' };
  parameters.encodings = kind === 'audio' ? [{ ssrc: 1111 }] : single(2222);
  const changed = change(parameters) ?? parameters;
  const consumable = producer(`variation: ${name}`, kind, changed, full, 'full');
  if (consumable) {
    consumables.push({ name: `variation: ${name}`, kind, consumable });
  }
}
variation('no encodings', 'video', (p) => { delete p.encodings; });
variation('null everywhere', 'video', (p) => {
  Object.assign(p, { encodings: null, headerExtensions: null, msid: null });
});
variation('no rtcp', 'video', (p) => { delete p.rtcp; });
variation('reduced size off', 'video', (p) => { p.rtcp = { cname: 'x', reducedSize: false }; });
variation('no header extensions', 'video', (p) => { delete p.headerExtensions; });
variation('no parameters, no feedback', 'video', (p) => {
  delete p.codecs[0].parameters;
  delete p.codecs[0].rtcpFeedback;
});
variation('parameters and feedback of wrong types', 'video', (p) => {
  p.codecs[0].parameters = 'none';
  p.codecs[0].rtcpFeedback = 5;
});
variation('feedback parameter of a wrong type', 'video', (p) => { p.codecs[0].rtcpFeedback = [{ type: 'nack', parameter: 1 }]; });
variation('dtx of a wrong type', 'video', (p) => { p.encodings[0].dtx = 'yes'; });
variation('channels of video', 'video', (p) => { p.codecs[0].channels = 2; });
variation('no channels of opus', 'audio', (p) => { delete p.codecs[0].channels; });
variation('RTX before its codec', 'video', (p) => { p.codecs.reverse(); });
variation('MIME types in other letters', 'video', (p) => {
  p.codecs[0].mimeType = 'VIDEO/vp8';
  p.codecs[1].mimeType = 'Video/RTX';
});
variation('RTX of nothing', 'video', (p) => { p.codecs[1].parameters.apt = 99; });
variation('RTX without apt', 'video', (p) => { p.codecs[1].parameters = {}; });
variation('RTX of RTX', 'video', (p) => {
  p.codecs.push({ mimeType: 'video/rtx', payloadType: 50, clockRate: 90000, parameters: { apt: p.codecs[1].payloadType } });
});
variation('apt as a text', 'video', (p) => { p.codecs[1].parameters.apt = '96'; });
variation('RTX of another clock rate', 'video', (p) => { p.codecs[1].clockRate = 48000; });
variation('an unknown codec', 'video', (p) => { p.codecs[0].mimeType = 'video/foo'; });
variation('an unknown codec behind', 'video', (p) => {
  p.codecs.push({ mimeType: 'video/ulpfec', payloadType: 50, clockRate: 90000 });
});
variation('another clock rate', 'video', (p) => { p.codecs[0].clockRate = 48000; });
variation('mono opus', 'audio', (p) => { p.codecs[0].channels = 1; });
variation('no codecs field', 'video', (p) => { delete p.codecs; });
variation('codecs of a wrong type', 'video', (p) => { p.codecs = {}; });
variation('no MIME type', 'video', (p) => { delete p.codecs[0].mimeType; });
variation('an empty MIME type', 'video', (p) => { p.codecs[0].mimeType = ''; });
variation('a MIME type of no media', 'video', (p) => { p.codecs[0].mimeType = 'application/VP8'; });
variation('a MIME type without a name', 'video', (p) => { p.codecs[0].mimeType = 'video/'; });
variation('no payload type', 'video', (p) => { delete p.codecs[0].payloadType; });
variation('payload type as a text', 'video', (p) => { p.codecs[0].payloadType = '96'; });
variation('no clock rate', 'video', (p) => { delete p.codecs[0].clockRate; });
variation('a parameter that is true', 'video', (p) => { p.codecs[0].parameters.foo = true; });
variation('a parameter that is null', 'video', (p) => { p.codecs[0].parameters.foo = null; });
variation('a parameter that is a list', 'video', (p) => { p.codecs[0].parameters.foo = []; });
variation('a parameter that is a fraction', 'video', (p) => { p.codecs[0].parameters.foo = 1.5; });
variation('a codec that is null', 'video', (p) => { p.codecs[0] = null; });
variation('a codec that is a text', 'video', (p) => { p.codecs[0] = 'video/VP8'; });
variation('feedback without type', 'video', (p) => { p.codecs[0].rtcpFeedback = [{ parameter: 'pli' }]; });
variation('feedback that is a text', 'video', (p) => { p.codecs[0].rtcpFeedback = ['nack']; });
variation('header extension without URI', 'video', (p) => { delete p.headerExtensions[0].uri; });
variation('header extension without id', 'video', (p) => { delete p.headerExtensions[0].id; });
variation('header extension with a text as encrypt', 'video', (p) => { p.headerExtensions[0].encrypt = 'no'; });
variation('header extension with a wrong parameter', 'video', (p) => { p.headerExtensions[0].parameters = { a: {} }; });
variation('header extensions of a wrong type', 'video', (p) => { p.headerExtensions = 'x'; });
variation('encodings of a wrong type', 'video', (p) => { p.encodings = 'x'; });
variation('ssrc as a text', 'video', (p) => { p.encodings[0].ssrc = '5'; });
variation('rid as a number', 'video', (p) => { p.encodings[0].rid = 5; });
variation('rtx without ssrc', 'video', (p) => { p.encodings[0].rtx = {}; });
variation('rtx as a number', 'video', (p) => { p.encodings[0].rtx = 5; });
variation('scalability mode as a number', 'video', (p) => { p.encodings[0].scalabilityMode = 3; });
variation('mid as a number', 'video', (p) => { p.mid = 5; });
variation('msid as a number', 'video', (p) => { p.msid = 5; });
variation('rtcp as a text', 'video', (p) => { p.rtcp = 'x'; });
variation('cname as a number', 'video', (p) => { p.rtcp = { cname: 5 }; });
variation('params as a text', 'video', () => 'x');

// --- H.264 profiles and VP9 profiles against the router ---

const PROFILES = [
  '42e01f', '42e034', '42e00a', '42001f', '42f00b', '42100b', '42e00b', '4d001f', '4d801f', '4de01f', '58c01f', '58801f',
  '64001f', '640c1f', '640c34', 'f4001f', '42e0', '', 'zzzzzz', '42E01F', '42e01g', '42e0ff', '64101f', '4d100b', '640c0b',
  '000000', 640032, 0,
];
for (const profile of PROFILES) {
  for (const mode of [undefined, 0, 1, '1', '']) {
    for (const asymmetry of [undefined, 0, 1, '1']) {
      if (mode !== 1 && asymmetry !== 1) {
        continue;
      }
      const parameters = clone({
        'profile-level-id': profile, 'packetization-mode': mode, 'level-asymmetry-allowed': asymmetry });
      const codecs = [{ mimeType: 'video/H264', payloadType: 109, clockRate: 90000, parameters },
        { mimeType: 'video/rtx', payloadType: 110, clockRate: 90000, parameters: { apt: 109 } }];
      producer(`H264 ${JSON.stringify(parameters)}`, 'video', { mid: '1', codecs, rtcp: { cname: 'c' } }, full, 'full');
    }
  }
}
producer('H264 without parameters', 'video',
  { mid: '1', codecs: [{ mimeType: 'video/H264', payloadType: 109, clockRate: 90000 }] }, full, 'full');
for (const profileId of [undefined, 0, 1, 2, '0', '', 'x']) {
  const parameters = clone({ 'profile-id': profileId });
  producer(`VP9 ${JSON.stringify(parameters)}`, 'video',
    { mid: '1', codecs: [{ mimeType: 'video/VP9', payloadType: 98, clockRate: 90000, parameters }] }, full, 'full');
}

const h264 = require('h264-profile-level-id');
for (const a of PROFILES) {
  for (const b of PROFILES) {
    for (const asymmetry of [0, 1]) {
      const [local, remote] = [a, b].map((id) => ({ 'profile-level-id': id, 'level-asymmetry-allowed': asymmetry }));
      const same = h264.isSameProfile(local, remote);
      const answer = same ? h264.generateProfileLevelIdStringForAnswer(local, remote) : undefined;
      // Vectors of pairs that do not match are many and alike: one direction is enough.
      if (same || PROFILES.indexOf(a) <= PROFILES.indexOf(b)) {
        vectors.h264.push({ local, remote, same, answer: answer ?? '' });
      }
    }
  }
}

// --- consumers: everything that is consumable, for several devices ---

for (const { name, kind, consumable } of consumables) {
  // The others differ from these in their names only, or before it comes to consumers.
  const receivers = name.startsWith('chromium at full') ? devices : [devices[name.startsWith('variation') ? 0 : 1]];
  for (const device of receivers) {
    consumer(`${name} > ${device.name}`, consumable, device.receives, kind === 'video',
      { producer: name, device: device.name });
  }
}
const [anyAudio, anyVideo] = ['audio', 'video'].map((kind) =>
  consumables.find((entry) => entry.kind === kind && entry.name.startsWith('chromium at full')));
const receives = (change) => {
  const capabilities = clone(devices[0].receives);
  return change(capabilities) ?? capabilities;
};
const without = (...names) => receives((c) => {
  c.headerExtensions = c.headerExtensions.filter((extension) => !names.includes(extension.uri));
});
const variationsOfReceivers = {
  'no transport-cc': without(uris.TWCC),
  'no transport-cc and no abs-send-time': without(uris.TWCC, uris.AST),
  'no extensions': receives((c) => { delete c.headerExtensions; }),
  'other extension ids': receives((c) => { c.headerExtensions.forEach((e) => { e.preferredId += 1; }); }),
  'no RTX': receives((c) => { c.codecs = c.codecs.filter((codec) => !/rtx$/.test(codec.mimeType)); }),
  'RTX only': receives((c) => { c.codecs = c.codecs.filter((codec) => /rtx$/.test(codec.mimeType)); }),
  'no codecs': receives((c) => { c.codecs = []; }),
  'codecs left out': receives((c) => { delete c.codecs; }),
  'no feedback': receives((c) => { c.codecs.forEach((codec) => { delete codec.rtcpFeedback; }); }),
  'unknown feedback': receives((c) => { c.codecs.forEach((codec) => { codec.rtcpFeedback = [{ type: 'foo', parameter: 'bar' }, { type: 'nack', parameter: 'rpsi' }]; }); }),
  'codecs the other way round': receives((c) => { c.codecs.reverse(); }),
  'no payload types': receives((c) => { c.codecs.forEach((codec) => { delete codec.preferredPayloadType; }); }),
  'wrong kinds': receives((c) => { c.codecs.forEach((codec) => { codec.kind = 'audio'; }); }),
  'only VP9': receives((c) => { c.codecs = c.codecs.filter((codec) => /vp9$|rtx$/i.test(codec.mimeType)); }),
  'extension without kind': receives((c) => { delete c.headerExtensions[0].kind; }),
  'extension without id': receives((c) => { delete c.headerExtensions[0].preferredId; }),
  'extension without URI': receives((c) => { delete c.headerExtensions[0].uri; }),
  'extension with a wrong direction': receives((c) => { c.headerExtensions[0].direction = 5; }),
  'codecs of a wrong type': receives((c) => { c.codecs = 'x'; }),
  'codec without MIME type': receives((c) => { delete c.codecs[0].mimeType; }),
  'codec without clock rate': receives((c) => { delete c.codecs[0].clockRate; }),
  'payload type as a text': receives((c) => { c.codecs[0].preferredPayloadType = '100'; }),
  'capabilities as a text': 'x',
};
for (const [name, capabilities] of Object.entries(variationsOfReceivers)) {
  for (const enableRtx of [false, true]) {
    consumer(`audio > ${name}, RTX ${enableRtx}`, anyAudio.consumable, capabilities, enableRtx,
      { producer: anyAudio.name, rtpCapabilities: capabilities });
    consumer(`video > ${name}, RTX ${enableRtx}`, anyVideo.consumable, capabilities, enableRtx,
      { producer: anyVideo.name, rtpCapabilities: capabilities });
  }
}
for (const encodings of [
  [{ ssrc: 5, scalabilityMode: 'L1T2', maxBitrate: 5 }, { ssrc: 6, maxBitrate: 7 }],
  [{ ssrc: 5 }, { ssrc: 6 }, { ssrc: 7 }],
  [{ ssrc: 5, scalabilityMode: 'S2T3' }],
  [{ ssrc: 5, scalabilityMode: 'L3T3_KEY_SHIFT' }, { ssrc: 6 }],
  [{ ssrc: 5, scalabilityMode: 'nonsense' }, { ssrc: 6 }],
  [{ ssrc: 5, scalabilityMode: 'L10T12' }, { ssrc: 6 }],
  [{ ssrc: 5, scalabilityMode: 'nonsense' }],
]) {
  consumer(`encodings ${JSON.stringify(encodings)}`, { ...anyVideo.consumable, encodings }, devices[0].receives, true);
}

const receivers = Object.fromEntries(devices.map((device) => [device.name, device.receives]));
const lines = Object.entries({ ...vectors, capabilities: oneByOne, devices: receivers })
  .map(([family, entries]) => Array.isArray(entries)
    ? `${JSON.stringify(family)}: [\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]`
    : `${JSON.stringify(family)}: ${JSON.stringify(entries)}`);
process.stdout.write(`{\n${lines.join(',\n')}\n}\n`);
