// A camera that counts, as the test pattern of the desktop client does, and remembers when it drew each number: with
// `delays` in another page of the same browser it tells the time from drawn to shown. Installed before any script of a
// page runs, with `countedCamera.size` set behind it.
(() => {
  const BITS = 8;
  const drawn = [];
  const clock = () => performance.timeOrigin + performance.now();

  function track(width, height) {
    const generator = new MediaStreamTrackGenerator({ kind: "video" });
    const writer = generator.writable.getWriter();
    const bytes = new Uint8Array((width * height * 3) / 2).fill(128);
    let number = 0;
    setInterval(() => {
      const at = clock();
      for (let column = 0; column < BITS; column++) {
        const from = Math.round((column * width) / BITS);
        const to = Math.round(((column + 1) * width) / BITS);
        const upper = (number >> column) & 1 ? 235 : 16;
        const lower = (number >> (BITS - 1 - column)) & 1 ? 16 : 235;
        for (let y = 0; y < height; y++) bytes.fill(y < height / 2 ? upper : lower, y * width + from, y * width + to);
      }
      const frame = new VideoFrame(bytes, {
        format: "I420",
        codedWidth: width,
        codedHeight: height,
        timestamp: performance.now() * 1000,
      });
      drawn.push([number, at]);
      writer.write(frame);
      number = (number + 1) % 256;
    }, 1000 / 30);
    return generator;
  }

  const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (constraints) => {
    const stream = await open(constraints);
    for (const old of stream.getVideoTracks()) {
      old.stop();
      stream.removeTrack(old);
      stream.addTrack(track(...countedCamera.size));
    }
    return stream;
  };

  /** For `millis`, the number that each shown picture of `container` has, and when it was given to be shown. */
  function shown(container, millis) {
    const video = [...document.querySelectorAll(container)]
      .flatMap((element) => [element, ...element.querySelectorAll("*")])
      .find((element) => element.tagName === "VIDEO");
    const canvas = document.createElement("canvas");
    canvas.width = 32;
    canvas.height = 8;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    const brightness = (data, column, row) => data[4 * (row * canvas.width + column * 4 + 2)];
    const pictures = [];
    const end = performance.now() + millis;
    return new Promise((resolve) => {
      const look = (now, metadata) => {
        context.drawImage(video, 0, 0, canvas.width, canvas.height);
        const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
        let number = 0;
        for (let bit = 0; bit < BITS; bit++) {
          const difference = brightness(data, bit, 2) - brightness(data, BITS - 1 - bit, 5);
          if (Math.abs(difference) < 80) number = NaN;
          else if (difference > 0) number |= 1 << bit;
        }
        if (!Number.isNaN(number)) pictures.push([number, performance.timeOrigin + metadata.presentationTime]);
        if (performance.now() < end) video.requestVideoFrameCallback(look);
        else resolve(pictures);
      };
      video.requestVideoFrameCallback(look);
    });
  }

  window.countedCamera = { size: [640, 360], drawn, shown };
})();
