// A screen that counts in place of the one that a person would choose: the pattern of CounterClip, 15 times a second.
// It has a sound when the page sets `screenSounds`.
(() => {
  const BITS = 8;
  navigator.mediaDevices.getDisplayMedia = async () => {
    const canvas = document.createElement("canvas");
    canvas.width = 640;
    canvas.height = 360;
    const context = canvas.getContext("2d");
    let number = 0;
    const draw = () => {
      for (let column = 0; column < BITS; column++) {
        const width = canvas.width / BITS;
        context.fillStyle = (number >> column) & 1 ? "white" : "black";
        context.fillRect(column * width, 0, width, canvas.height / 2);
        context.fillStyle = (number >> (BITS - 1 - column)) & 1 ? "black" : "white";
        context.fillRect(column * width, canvas.height / 2, width, canvas.height / 2);
      }
      number = (number + 1) % 256;
    };
    draw();
    setInterval(draw, 1000 / 15);
    const stream = canvas.captureStream(15);
    if (window.screenSounds) {
      const context = new AudioContext();
      const sound = context.createMediaStreamDestination();
      const oscillator = new OscillatorNode(context, { frequency: 440 });
      oscillator.connect(sound);
      oscillator.start();
      stream.addTrack(sound.stream.getAudioTracks()[0]);
    }
    return stream;
  };
})();
