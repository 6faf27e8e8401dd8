/** Measures how loud a microphone is, for the meter before joining and the ring on one's own tile. */
export class AudioLevel {
  #context: AudioContext | undefined;
  #analyser: AnalyserNode | undefined;
  #source: MediaStreamAudioSourceNode | undefined;
  #track: MediaStreamTrack | undefined;
  #samples = new Float32Array(0);

  /** Measures this track from now on; undefined stops measuring. */
  watch(track: MediaStreamTrack | undefined): void {
    if (track === this.#track) {
      return;
    }
    this.#source?.disconnect();
    this.#source = undefined;
    this.#track = track;
    if (!track) {
      return;
    }
    this.#context ??= newContext();
    this.#analyser ??= this.#newAnalyser();
    this.#source = this.#context.createMediaStreamSource(new MediaStream([track]));
    this.#source.connect(this.#analyser);
  }

  /** The level from 0 (silence) to 1 (as loud as can be), on a scale that follows hearing. */
  current(): number {
    if (!this.#analyser || !this.#source) {
      return 0;
    }
    this.#analyser.getFloatTimeDomainData(this.#samples);
    let energy = 0;
    for (const sample of this.#samples) {
      energy += sample * sample;
    }
    return perceivedLevel(Math.sqrt(energy / this.#samples.length));
  }

  close(): void {
    this.watch(undefined);
    void this.#context?.close();
    this.#context = undefined;
    this.#analyser = undefined;
  }

  #newAnalyser(): AnalyserNode {
    const analyser = (this.#context ??= newContext()).createAnalyser();
    analyser.fftSize = 1024;
    this.#samples = new Float32Array(analyser.fftSize);
    return analyser;
  }
}

/** Maps an amplitude (root mean square, 0 to 1) to 0..1 linearly in decibels, from -60 dB to -6 dB. */
export function perceivedLevel(amplitude: number): number {
  if (amplitude <= 0) {
    return 0;
  }
  const decibels = 20 * Math.log10(amplitude);
  return Math.min(1, Math.max(0, (decibels + 60) / 54));
}

function newContext(): AudioContext {
  const context = new AudioContext();
  if (context.state === 'suspended') {
    // Browsers may want a gesture first; the first one will do.
    const wake = () => void context.resume();
    addEventListener('pointerdown', wake, { once: true });
    addEventListener('keydown', wake, { once: true });
  }
  return context;
}
