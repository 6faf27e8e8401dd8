// A client as others have written them: it knows the base protocol and nothing else. No ids, no extensions; it answers
// `newProducer` with `consume` at once, whether or not its receive transport exists, does not wait for
// `transportConnected`, and knows the answer to `produce` by its kind only.
//
// Query: `server` is the socket's address, `room` the room, and with `hold` it asks for the receive transport only
// when the test calls `baseClient.askForReceiveTransport()`; `codec` is the MIME type to send video in, `modes` the
// scalability modes of its encodings (then the camera is large and keeps its size), `watch` sends nothing at all, and
// `extended` joins with the extensions, for tests that `baseClient.send` more than the base protocol has.
import { Device } from "mediasoup-client";

const query = new URLSearchParams(location.search);
const sent = [];
const received = [];
const awaitedProducers = new Map();
let device;
let stream;
let sendTransport;
let receiveTransport;
let pendingConsumers = [];

const socket = new WebSocket(query.get("server"));
socket.onopen = () => send("getRouterRtpCapabilities");
socket.onmessage = ({ data }) => {
  const message = JSON.parse(data);
  received.push(message);
  const handler = handlers[message.type];
  if (handler) handler(message.payload).catch((error) => console.error(message.type, error));
};

function send(type, payload = {}) {
  sent.push({ type, payload });
  socket.send(JSON.stringify({ type, payload }));
}

const consume = ({ producerId }) => send("consume", { producerId, rtpCapabilities: device.rtpCapabilities });

const askForReceiveTransport = () => send("createTransport", { direction: "recv" });

// The first offered is taken unless the query names another.
const wantedCodec = () => device.sendRtpCapabilities.codecs.find(({ mimeType }) => mimeType === query.get("codec"));

const modes = query.get("modes")?.split(",") ?? [];

// As mediasoup-client's users give them: several encodings are of half the size of the next each.
const encodings = () =>
  modes.map((scalabilityMode, index) => ({
    scalabilityMode,
    maxBitrate: 1_200_000,
    ...(modes.length > 1 ? { scaleResolutionDownBy: 2 ** (modes.length - 1 - index) } : {}),
  }));

async function keepSize({ rtpSender }) {
  await rtpSender.setParameters({ ...rtpSender.getParameters(), degradationPreference: "maintain-resolution" });
}

const handlers = {
  async routerRtpCapabilities({ rtpCapabilities }) {
    device = new Device();
    await device.load({ routerRtpCapabilities: rtpCapabilities });
    const video = modes.length > 0 ? { width: 960, height: 540 } : { width: 640, height: 360 };
    stream = query.has("watch") ? new MediaStream() : await navigator.mediaDevices.getUserMedia({ video, audio: true });
    const extensions = query.has("extended") ? { protocol: 2, displayName: "Base" } : {};
    send("joinRoom", { roomId: query.get("room"), ...extensions });
  },

  async roomJoined({ existingProducers }) {
    pendingConsumers = existingProducers.flatMap(({ producers }) => producers);
    send("createTransport", { direction: "send" });
  },

  async transportCreated({ transportId, direction, iceParameters, iceCandidates, dtlsParameters }) {
    const parameters = { id: transportId, iceParameters, iceCandidates, dtlsParameters };
    if (direction === "send") {
      sendTransport = connecting(device.createSendTransport(parameters));
      sendTransport.on("produce", ({ kind, rtpParameters }, callback) => {
        awaitedProducers.set(kind, callback);
        send("produce", { transportId, kind, rtpParameters });
      });
      for (const track of [...stream.getVideoTracks(), ...stream.getAudioTracks()]) {
        const codec = track.kind === "video" ? wantedCodec() : undefined;
        const layered = track.kind === "video" && modes.length > 0;
        const producer = await sendTransport.produce({ track, codec, ...(layered ? { encodings: encodings() } : {}) });
        if (layered) await keepSize(producer);
      }
      if (!query.has("hold")) askForReceiveTransport();
    } else {
      receiveTransport = connecting(device.createRecvTransport(parameters));
      pendingConsumers.forEach(consume);
      pendingConsumers = [];
    }
  },

  async produced({ producerId, kind }) {
    awaitedProducers.get(kind)({ id: producerId });
  },

  async newProducer(producer) {
    consume(producer);
  },

  async consumed({ consumerId, producerId, producerPeerId, kind, rtpParameters }) {
    const consumer = await receiveTransport.consume({ id: consumerId, producerId, kind, rtpParameters });
    play(producerPeerId, consumer.track);
    send("resumeConsumer", { consumerId });
  },

  async peerLeft({ peerId }) {
    document.getElementById(`peer-${peerId}`)?.remove();
  },
};

function connecting(transport) {
  transport.on("connect", ({ dtlsParameters }, callback) => {
    send("connectTransport", { transportId: transport.id, dtlsParameters });
    callback();
  });
  return transport;
}

function play(peerId, track) {
  let video = document.querySelector(`#peer-${peerId} video`);
  if (!video) {
    const container = document.createElement("div");
    container.id = `peer-${peerId}`;
    container.className = "person";
    container.dataset.peerId = peerId;
    video = document.createElement("video");
    video.autoplay = true;
    video.playsInline = true;
    video.width = 640;
    video.height = 360;
    video.srcObject = new MediaStream();
    container.append(video);
    document.getElementById("people").append(container);
  }
  video.srcObject.addTrack(track);
}

window.baseClient = { send, sent, received, askForReceiveTransport };
