const REPEAT_MILLIS = 1_000; // whoever comes later waits that long for the first picture

/** The picture that a video shows now, as a track that goes on showing it. */
export class StillPicture {
  readonly #timer: ReturnType<typeof setInterval>;

  private constructor(
    readonly track: CanvasCaptureMediaStreamTrack,
    draw: () => void,
  ) {
    // An encoder that is asked for a key frame has to be given a picture, and a canvas that was not drawn on gives none.
    const repeat = () => {
      draw();
      track.requestFrame();
    };
    repeat();
    this.#timer = setInterval(repeat, REPEAT_MILLIS);
  }

  /** Waits for the next picture of a living track; throws when there is none to be had. */
  static async of(source: MediaStreamTrack): Promise<StillPicture> {
    const video = document.createElement('video');
    video.muted = true;
    video.srcObject = new MediaStream([source]);
    try {
      await video.play();
      const canvas = document.createElement('canvas');
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      const context = canvas.getContext('2d');
      const [track] = canvas.captureStream(0).getVideoTracks();
      if (!context || !track || canvas.width === 0) {
        throw new Error('There is no picture to keep');
      }
      const picture = await createImageBitmap(video);
      track.contentHint = source.contentHint;
      return new StillPicture(track as CanvasCaptureMediaStreamTrack, () => context.drawImage(picture, 0, 0));
    } finally {
      video.srcObject = null;
    }
  }

  close(): void {
    clearInterval(this.#timer);
    this.track.stop();
  }
}
