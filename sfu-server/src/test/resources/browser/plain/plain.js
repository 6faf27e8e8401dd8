// One end of a call without a server: the test carries the descriptions from page to page.
const connection = new RTCPeerConnection();
let local;

connection.ontrack = ({ streams }) => {
  document.querySelector("video").srcObject = streams[0];
};

async function described(description) {
  await connection.setLocalDescription(description);
  if (connection.iceGatheringState !== "complete") {
    await new Promise((resolve) => {
      connection.onicegatheringstatechange = () => {
        if (connection.iceGatheringState === "complete") resolve();
      };
    });
  }
  return connection.localDescription.toJSON();
}

window.plain = {
  async offer() {
    local = await navigator.mediaDevices.getUserMedia({ video: true, audio: true });
    local.getTracks().forEach((track) => connection.addTrack(track, local));
    return described(await connection.createOffer());
  },
  async answer(offer) {
    await connection.setRemoteDescription(offer);
    local = await navigator.mediaDevices.getUserMedia({ video: true, audio: true });
    local.getTracks().forEach((track) => connection.addTrack(track, local));
    return described(await connection.createAnswer());
  },
  async accept(answer) {
    await connection.setRemoteDescription(answer);
  },
  /** Black pictures and silence from now on. */
  blank() {
    local.getTracks().forEach((track) => (track.enabled = false));
  },
};
