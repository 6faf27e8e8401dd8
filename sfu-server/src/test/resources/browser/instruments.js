// What the tests measure inside a page. Installed before any script of the page runs, so that every
// RTCPeerConnection the page makes is known here. Answers are plain values, fit for JSON.
(() => {
  if (window.instruments) return;

  const connections = [];
  const NativeConnection = window.RTCPeerConnection;
  class RTCPeerConnection extends NativeConnection {
    constructor(...args) {
      super(...args);
      connections.push(this);
    }
  }
  window.RTCPeerConnection = RTCPeerConnection;

  /** The peer connections of the page that are not closed. */
  const open = () => connections.filter((connection) => connection.connectionState !== "closed");

  async function reports() {
    const all = [];
    for (const connection of open()) all.push([...(await connection.getStats()).values()]);
    return all;
  }

  /** Every element that `container` selects, with all that is inside. */
  const within = (container) =>
    [...document.querySelectorAll(container)].flatMap((element) => [element, ...element.querySelectorAll("*")]);

  const videoIn = (container) => within(container).find((element) => element.tagName === "VIDEO");

  const tracksIn = (container) =>
    within(container).flatMap(({ srcObject }) => (srcObject instanceof MediaStream ? srcObject.getTracks() : []));

  /** What arrived for the tracks that play inside all that `container` selects; zeros where nothing did. */
  async function reception(container) {
    const ids = new Set(tracksIn(container).map((track) => track.id));
    const video = videoIn(container);
    const sum = {
      width: video ? video.videoWidth : 0,
      height: video ? video.videoHeight : 0,
      framesDecoded: 0,
      keyFramesDecoded: 0,
      freezes: 0,
      videoBytes: 0,
      audioBytes: 0,
      audioEnergy: 0,
      videoCodec: "",
    };
    for (const report of await reports()) {
      for (const stat of report) {
        if (stat.type !== "inbound-rtp" || !ids.has(stat.trackIdentifier)) continue;
        if (stat.kind === "video") {
          sum.framesDecoded += stat.framesDecoded || 0;
          sum.keyFramesDecoded += stat.keyFramesDecoded || 0;
          sum.freezes += stat.freezeCount || 0;
          sum.videoBytes += stat.bytesReceived || 0;
          const codec = report.find((other) => other.id === stat.codecId);
          sum.videoCodec = codec ? codec.mimeType : sum.videoCodec;
        } else {
          sum.audioBytes += stat.bytesReceived || 0;
          sum.audioEnergy += stat.totalAudioEnergy || 0;
        }
      }
    }
    return sum;
  }

  /** The way each open connection's media takes, and how it is protected. */
  async function paths() {
    const found = [];
    for (const connection of open()) {
      const report = [...(await connection.getStats()).values()];
      const transport = report.find((stat) => stat.type === "transport") || {};
      const pair =
        report.find((stat) => stat.id === transport.selectedCandidatePairId) ||
        report.find((stat) => stat.type === "candidate-pair" && stat.nominated && stat.state === "succeeded");
      const candidate = (id) => report.find((stat) => stat.id === id) || {};
      found.push({
        state: connection.connectionState,
        protocol: pair ? candidate(pair.remoteCandidateId).protocol || "" : "",
        remotePort: pair ? candidate(pair.remoteCandidateId).port || 0 : 0,
        dtlsState: transport.dtlsState || "",
        srtpCipher: transport.srtpCipher || "",
        availableOutgoingBitrate: (pair && pair.availableOutgoingBitrate) || 0,
        roundTripTime: (pair && pair.currentRoundTripTime) || 0,
      });
    }
    return found;
  }

  /** What this page sends, one entry per RTP stream. */
  async function sending() {
    const streams = [];
    for (const report of await reports()) {
      for (const stat of report) {
        if (stat.type !== "outbound-rtp") continue;
        streams.push({
          kind: stat.kind,
          bytes: stat.bytesSent || 0,
          framesEncoded: stat.framesEncoded || 0,
          height: stat.frameHeight || 0,
          targetBitrate: stat.targetBitrate || 0,
          limitedBy: stat.qualityLimitationReason || "",
        });
      }
    }
    return streams;
  }

  const SMALL_WIDTH = 64;
  const SMALL_HEIGHT = 36;
  const lastPictures = new Map();

  function luminance(context, x, y, width, height) {
    const { data } = context.getImageData(x, y, width, height);
    const values = new Float32Array(width * height);
    for (let i = 0; i < values.length; i++) {
      values[i] = 0.299 * data[4 * i] + 0.587 * data[4 * i + 1] + 0.114 * data[4 * i + 2];
    }
    return values;
  }

  const average = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

  /**
   * The picture now, in values of 0 to 255: mean and deviation of its luminance, and the mean difference of its red,
   * green and blue to the picture of the last call (a camera may keep its luminance and change its colour).
   */
  function picture(container) {
    const video = videoIn(container);
    if (!video || !video.videoWidth) return { mean: 0, deviation: 0, change: 0 };
    const canvas = document.createElement("canvas");
    canvas.width = SMALL_WIDTH;
    canvas.height = SMALL_HEIGHT;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(video, 0, 0, SMALL_WIDTH, SMALL_HEIGHT);
    const now = context.getImageData(0, 0, SMALL_WIDTH, SMALL_HEIGHT).data;
    const before = lastPictures.get(container) || now;
    lastPictures.set(container, now);
    const grey = luminance(context, 0, 0, SMALL_WIDTH, SMALL_HEIGHT);
    const mean = average(grey);
    return {
      mean,
      deviation: Math.sqrt(average(grey.map((value) => (value - mean) ** 2))),
      change: average(Float32Array.from(now, (value, index) => Math.abs(value - before[index]))),
    };
  }

  const BITS = 8;

  /**
   * The frame number drawn by the counter clip: a row of eight blocks with the bits, white for one, and under it a
   * row with their complements in reverse order; -1 when a block and its complement do not clearly differ.
   */
  function counterOf(context, video, canvas) {
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    const blockWidth = canvas.width / BITS;
    const blockHeight = canvas.height / 2;
    const block = (column, row) =>
      average(
        luminance(
          context,
          Math.round((column + 0.25) * blockWidth),
          Math.round((row + 0.25) * blockHeight),
          Math.round(blockWidth / 2),
          Math.round(blockHeight / 2),
        ),
      );
    let value = 0;
    for (let bit = 0; bit < BITS; bit++) {
      const difference = block(bit, 0) - block(BITS - 1 - bit, 1);
      if (Math.abs(difference) < 80) return -1;
      if (difference > 0) value |= 1 << bit;
    }
    return value;
  }

  /** The numbers of the next `count` frames that `container` shows, in the order shown. */
  function counters(container, count) {
    const video = videoIn(container);
    const canvas = document.createElement("canvas");
    canvas.width = 160;
    canvas.height = 90;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    const numbers = [];
    return new Promise((resolve) => {
      const shown = () => {
        numbers.push(counterOf(context, video, canvas));
        if (numbers.length < count) video.requestVideoFrameCallback(shown);
        else resolve(numbers);
      };
      video.requestVideoFrameCallback(shown);
    });
  }

  /** Clicks `button` and answers the milliseconds until a video matching `videos` has shown its first frame. */
  function clickToFirstFrame(button, videos) {
    return new Promise((resolve) => {
      const started = performance.now();
      const look = () => {
        const video = document.querySelector(videos);
        if (video) video.requestVideoFrameCallback((now) => resolve(now - started));
        else requestAnimationFrame(look);
      };
      document.querySelector(button).click();
      look();
    });
  }

  const visible = (selector) => [...document.querySelectorAll(selector)].find((element) => element.checkVisibility());

  /** Clicks an element that can be seen and used; false when there is none yet. */
  function click(selector) {
    const element = visible(selector);
    if (!element || element.disabled) return false;
    element.click();
    return true;
  }

  /** Puts `text` into a field as if typed; false when there is none yet. */
  function fill(selector, text) {
    const field = visible(selector);
    if (!field || field.disabled) return false;
    field.focus();
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  }

  /**
   * For some seconds: when which number of the clip was shown, and when the tone was an octave higher than before; both in
   * milliseconds of the page's clock.
   */
  async function marks(container, seconds) {
    const video = videoIn(container);
    const canvas = document.createElement("canvas");
    canvas.width = 160;
    canvas.height = 90;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    const track = tracksIn(container).find((each) => each.kind === "audio");
    const amplitude = (samples, hertz, sampleRate) => {
      let sine = 0;
      let cosine = 0;
      samples.forEach((sample, i) => {
        sine += sample * Math.sin((2 * Math.PI * hertz * i) / sampleRate);
        cosine += sample * Math.cos((2 * Math.PI * hertz * i) / sampleRate);
      });
      return (2 * Math.hypot(sine, cosine)) / samples.length;
    };
    const pictures = [];
    const beeps = [];
    let running = true;
    // Says of each 10 ms when they were handed to the loudspeaker, however late the page gets to look at them.
    const reader = new MediaStreamTrackProcessor({ track, maxBufferSize: 500 }).readable.getReader();
    const listen = async () => {
      let high = false;
      while (true) {
        const { value: sound, done } = await reader.read();
        if (done) return;
        const samples = new Float32Array(sound.numberOfFrames);
        sound.copyTo(samples, { planeIndex: 0, format: "f32-planar" });
        const above = amplitude(samples, 880, sound.sampleRate);
        const now = above > 0.01 && above > amplitude(samples, 440, sound.sampleRate);
        if (now && !high) beeps.push(sound.timestamp / 1000);
        high = now;
        sound.close();
      }
    };
    const listening = listen();
    const shown = (at, frame) => {
      pictures.push({ number: counterOf(context, video, canvas), at: frame.expectedDisplayTime });
      if (running) video.requestVideoFrameCallback(shown);
    };
    video.requestVideoFrameCallback(shown);
    await new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
    running = false;
    await reader.cancel();
    await listening;
    return { pictures, beeps };
  }

  window.instruments = { connections: open, reports, reception, paths, sending, picture, counters, marks, clickToFirstFrame, click, fill };
})();
