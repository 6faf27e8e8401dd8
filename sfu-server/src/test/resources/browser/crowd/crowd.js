// Many people in one page, each with a socket, a transport and a camera of its own that shows a drawn face. They look at
// nobody.
//
// Query: `server` is the socket's address, `room` the room, `names` the names with commas between, `fps` and `width` those
// of the cameras.
import { Device } from "mediasoup-client";

const query = new URLSearchParams(location.search);
const FRAMES_PER_SECOND = Number(query.get("fps"));
const WIDTH = Number(query.get("width"));
const HEIGHT = (WIDTH * 9) / 16;

function signaling() {
  const socket = new WebSocket(query.get("server"));
  const answers = new Map();
  let last = 0;
  const connected = new Promise((resolve) => {
    socket.onmessage = ({ data }) => {
      const { type, id, payload } = JSON.parse(data);
      if (type === "connected") resolve(payload);
      const answer = answers.get(id);
      answers.delete(id);
      if (answer && type === "error") answer.reject(new Error(`${payload.request}: ${payload.message}`));
      else if (answer) answer.resolve(payload);
    };
  });
  const ask = (type, payload = {}) =>
    new Promise((resolve, reject) => {
      answers.set(++last, { resolve, reject });
      socket.send(JSON.stringify({ type, id: last, payload }));
    });
  return { socket, connected, ask };
}

/** A head and shoulders before a wall, moving a little. */
function camera(index) {
  const canvas = document.createElement("canvas");
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const context = canvas.getContext("2d");
  const hue = (index * 67) % 360;
  const wall = context.createLinearGradient(0, 0, WIDTH, HEIGHT);
  wall.addColorStop(0, `hsl(${hue} 32% 62%)`);
  wall.addColorStop(1, `hsl(${(hue + 40) % 360} 30% 34%)`);
  const [track] = canvas.captureStream(0).getVideoTracks();
  let tick = 0;
  setInterval(() => {
    const sway = Math.sin(tick++ / 6 + index) * WIDTH * 0.03;
    context.fillStyle = wall;
    context.fillRect(0, 0, WIDTH, HEIGHT);
    context.fillStyle = `hsl(${(hue + 180) % 360} 35% 28%)`;
    context.beginPath();
    context.ellipse(WIDTH / 2 + sway / 2, HEIGHT * 1.08, WIDTH * 0.24, HEIGHT * 0.42, 0, 0, 2 * Math.PI);
    context.fill();
    context.fillStyle = `hsl(${20 + ((index * 7) % 14)} 42% ${44 + ((index * 11) % 30)}%)`;
    context.beginPath();
    context.ellipse(WIDTH / 2 + sway, HEIGHT * 0.43, HEIGHT * 0.17, HEIGHT * 0.23, 0, 0, 2 * Math.PI);
    context.fill();
    track.requestFrame();
  }, 1000 / FRAMES_PER_SECOND);
  return track;
}

async function arrive(name, index) {
  const { connected, ask } = signaling();
  await connected;
  const { rtpCapabilities } = await ask("getRouterRtpCapabilities");
  const device = new Device();
  await device.load({ routerRtpCapabilities: rtpCapabilities });
  await ask("joinRoom", { roomId: query.get("room"), displayName: name, protocol: 2 });
  const { transportId, iceParameters, iceCandidates, dtlsParameters } = await ask("createTransport", { direction: "send" });
  const transport = device.createSendTransport({ id: transportId, iceParameters, iceCandidates, dtlsParameters });
  transport.on("connect", (connect, done, failed) =>
    ask("connectTransport", { transportId, dtlsParameters: connect.dtlsParameters }).then(done, failed));
  transport.on("produce", ({ kind, rtpParameters }, done, failed) =>
    ask("produce", { transportId, kind, rtpParameters, source: "camera" }).then(({ producerId }) => done({ id: producerId }), failed));
  const producer = await transport.produce({ track: camera(index), encodings: [{ maxBitrate: 300_000 }] });
  return { name, producer, ask };
}

const people = [];
const everybody = (async () => {
  // One after the other, so that they come in the order of their names.
  for (const [index, name] of query.get("names").split(",").entries()) people.push(await arrive(name, index));
  return people.length;
})();

/** What the camera of somebody has given so far. */
async function sent(name) {
  const { producer } = people.find((person) => person.name === name);
  const streams = [...(await producer.getStats()).values()].filter(({ type }) => type === "outbound-rtp");
  const sum = (counter) => streams.reduce((total, stream) => total + (stream[counter] || 0), 0);
  return { frames: sum("framesEncoded"), keyFrames: sum("keyFramesEncoded") };
}

const ask = (name, type, payload) => people.find((person) => person.name === name).ask(type, payload);

/** One more, who comes late. */
async function add(name) {
  people.push(await arrive(name, people.length));
  return people.length;
}

window.crowd = { everybody, sent, ask, add };
