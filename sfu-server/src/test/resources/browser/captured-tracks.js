// Knows the tracks of cameras and microphones that the page has captured, so that one can be unplugged.
(() => {
  const tracks = [];
  const capture = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = await capture(constraints);
    tracks.push(...stream.getTracks());
    return stream;
  };
  const living = (kind) => tracks.findLast((track) => track.kind === kind && track.readyState === "live");
  window.capturedTracks = {
    device: (kind) => living(kind)?.getSettings().deviceId,
    settings: (kind) => living(kind)?.getSettings(),
    unplug: (kind) => {
      const track = living(kind);
      track.stop();
      track.dispatchEvent(new Event("ended"));
    },
  };
})();
