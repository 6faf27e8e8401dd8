// A camera and a microphone made by the page, in step with each other: numbered pictures, and a tone that is an octave
// higher for a tenth of each second. `beepingCamera.marks()` tells what was drawn and said when.
(() => {
  const FRAMES_PER_SECOND = 15;
  const NUMBERS = 256;
  const BITS = 8;
  const WIDTH = 320;
  const HEIGHT = 180;
  const LOW = 440;
  const HIGH = 880;
  const BEEP_SECONDS = 0.1;
  const AHEAD_SECONDS = 0.5;

  const drawn = [];
  const said = []; // in seconds of the sound's own clock
  let apart = Number.POSITIVE_INFINITY; // what the page's clock is ahead of the sound's, in ms

  /** The blocks that counterOf and the native client read: the bits, and under them their complements in reverse. */
  function paint(context, number) {
    const width = WIDTH / BITS;
    for (let bit = 0; bit < BITS; bit++) {
      const one = ((number >> bit) & 1) === 1;
      context.fillStyle = one ? "white" : "black";
      context.fillRect(bit * width, 0, width, HEIGHT / 2);
      context.fillStyle = one ? "black" : "white";
      context.fillRect((BITS - 1 - bit) * width, HEIGHT / 2, width, HEIGHT / 2);
    }
  }

  function camera() {
    const canvas = document.createElement("canvas");
    canvas.width = WIDTH;
    canvas.height = HEIGHT;
    const context = canvas.getContext("2d");
    const [track] = canvas.captureStream(0).getVideoTracks();
    let number = 0;
    setInterval(() => {
      number = (number + 1) % NUMBERS;
      paint(context, number);
      drawn.push({ number, at: performance.now() });
      track.requestFrame();
    }, 1000 / FRAMES_PER_SECOND);
    return track;
  }

  function microphone() {
    const sound = new AudioContext({ latencyHint: "interactive", sampleRate: 48000 });
    const tone = sound.createOscillator();
    const quieter = sound.createGain();
    const out = sound.createMediaStreamDestination();
    tone.frequency.value = LOW;
    quieter.gain.value = 0.25;
    tone.connect(quieter).connect(out);
    tone.start();
    let next = sound.currentTime + 1;
    setInterval(() => {
      // The sound's clock goes in steps: right after one, the two are least apart.
      apart = Math.min(apart, performance.now() - 1000 * sound.currentTime);
      if (next < sound.currentTime + AHEAD_SECONDS) {
        tone.frequency.setValueAtTime(HIGH, next);
        tone.frequency.setValueAtTime(LOW, next + BEEP_SECONDS);
        said.push(next);
        next += 1;
      }
    }, 7);
    return out.stream.getAudioTracks()[0];
  }

  navigator.mediaDevices.getUserMedia = async ({ audio, video }) =>
    new MediaStream([...(audio ? [microphone()] : []), ...(video ? [camera()] : [])]);

  window.beepingCamera = {
    marks: () => ({ pictures: drawn, beeps: said.map((at) => 1000 * at + apart) }),
  };
})();
