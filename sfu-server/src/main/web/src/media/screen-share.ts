import { Emitter } from '../events.ts';
import { StillPicture } from './still-picture.ts';

interface ScreenShareEvents {
  changed: undefined;
}

/** One's own screen, window or tab, with its sound where the browser gives it. */
export class ScreenShare extends Emitter<ScreenShareEvents> {
  #tracks: readonly MediaStreamTrack[] = [];
  #still: StillPicture | undefined;
  #share = 0;
  #closed = false;

  /** Whether this browser can share a screen: those of phones cannot. */
  static get possible(): boolean {
    return typeof globalThis.navigator?.mediaDevices?.getDisplayMedia === 'function';
  }

  /** Counts what was shared one after the other. */
  get share(): number {
    return this.#share;
  }

  /** What the others see: the screen, or the picture of it that stands still. */
  get video(): MediaStreamTrack | undefined {
    return this.#still?.track ?? this.#living;
  }

  get #living(): MediaStreamTrack | undefined {
    return this.#tracks.find(({ kind }) => kind === 'video');
  }

  get audio(): MediaStreamTrack | undefined {
    return this.#tracks.find(({ kind }) => kind === 'audio');
  }

  get active(): boolean {
    return this.#living !== undefined;
  }

  /** Whether the others see a picture that stands still. */
  get frozen(): boolean {
    return this.#still !== undefined;
  }

  /** What happens on the screen from now on is neither seen nor heard by the others, who keep the last picture. */
  async freeze(): Promise<void> {
    const { share } = this;
    if (!this.#living || this.#still) {
      return;
    }
    const still = await StillPicture.of(this.#living);
    if (this.#share !== share || !this.#living || this.#still) {
      still.close();
      return;
    }
    this.#still = still;
    this.#hear(false);
    this.emit('changed', undefined);
  }

  /** The others see the screen again as it is. */
  unfreeze(): void {
    if (this.#still) {
      this.#thaw();
      this.#hear(true);
      this.emit('changed', undefined);
    }
  }

  #thaw(): void {
    this.#still?.close();
    this.#still = undefined;
  }

  #hear(heard: boolean): void {
    if (this.audio) {
      this.audio.enabled = heard;
    }
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
    this.#share++;
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
      this.#thaw();
      this.emit('changed', undefined);
    }
  }

  close(): void {
    this.#closed = true;
    this.stop();
  }
}
