import { Emitter } from '../events.ts';

interface ScreenShareEvents {
  changed: undefined;
}

/** One's own screen, window or tab, with its sound where the browser gives it. */
export class ScreenShare extends Emitter<ScreenShareEvents> {
  #tracks: readonly MediaStreamTrack[] = [];
  #closed = false;

  /** Whether this browser can share a screen: those of phones cannot. */
  static get possible(): boolean {
    return typeof globalThis.navigator?.mediaDevices?.getDisplayMedia === 'function';
  }

  get video(): MediaStreamTrack | undefined {
    return this.#tracks.find(({ kind }) => kind === 'video');
  }

  get audio(): MediaStreamTrack | undefined {
    return this.#tracks.find(({ kind }) => kind === 'audio');
  }

  get active(): boolean {
    return this.video !== undefined;
  }

  /** Lets the person choose what to share; one who chooses nothing shares nothing. Throws when the system refuses. */
  async start(): Promise<void> {
    let stream: MediaStream;
    try {
      stream = await navigator.mediaDevices.getDisplayMedia({
        video: { frameRate: { ideal: 15, max: 30 } },
        // As it is: what removes noise from a voice would spoil music.
        audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
        // The sound of this very call would come back to those who speak.
        ...{ systemAudio: 'include', selfBrowserSurface: 'exclude', surfaceSwitching: 'include' },
      });
    } catch (error) {
      if ((error as { name?: string }).name === 'NotAllowedError') {
        return;
      }
      throw error;
    }
    this.stop();
    if (this.#closed) {
      stream.getTracks().forEach((track) => track.stop());
      return;
    }
    this.#tracks = stream.getTracks();
    const { video, audio } = this;
    if (video) {
      video.contentHint = 'detail'; // letters stay sharp; the frame rate gives way
      video.onended = () => this.stop();
    }
    if (audio) {
      audio.contentHint = 'music';
    }
    this.emit('changed', undefined);
  }

  stop(): void {
    if (this.#tracks.length > 0) {
      this.#tracks.forEach((track) => {
        track.onended = null;
        track.stop();
      });
      this.#tracks = [];
      this.emit('changed', undefined);
    }
  }

  close(): void {
    this.#closed = true;
    this.stop();
  }
}
