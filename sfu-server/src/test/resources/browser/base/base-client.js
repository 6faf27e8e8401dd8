// A client as others have written them: it knows the base protocol and nothing else. No ids, no extensions; it answers
// `newProducer` with `consume` at once, whether or not its receive transport exists, does not wait for
// `transportConnected`, and knows the answer to `produce` by its kind only.
//
// Query: `server` is the socket's address, `room` the room, and with `hold` it asks for the receive transport only
// when the test calls `baseClient.askForReceiveTransport()`; `codec` is the MIME type to send video in.
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

const handlers = {
  async routerRtpCapabilities({ rtpCapabilities }) {
    device = new Device();
    await device.load({ routerRtpCapabilities: rtpCapabilities });
    stream = await navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 360 }, audio: true });
    send("joinRoom", { roomId: query.get("room") });
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
        await sendTransport.produce({ track, codec });
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

window.baseClient = { sent, received, askForReceiveTransport };
