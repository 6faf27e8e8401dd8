import { preference, remember } from '../preferences.ts';

/** What a sound tells of. */
export const SOUNDS = [
  { name: 'join', meaning: 'sounds.join' },
  { name: 'leave', meaning: 'sounds.leave' },
  { name: 'hand', meaning: 'sounds.hand' },
  { name: 'message', meaning: 'sounds.message' },
] as const;

export type SoundName = (typeof SOUNDS)[number]['name'];

interface Note {
  /** Hz. */
  readonly pitch: number;
  /** From the beginning of the sound. */
  readonly atSeconds: number;
}

const NOTES: Record<SoundName, readonly Note[]> = {
  join: [{ pitch: 523.25, atSeconds: 0 }, { pitch: 783.99, atSeconds: 0.11 }],
  leave: [{ pitch: 587.33, atSeconds: 0 }, { pitch: 392, atSeconds: 0.11 }],
  hand: [{ pitch: 659.25, atSeconds: 0 }, { pitch: 659.25, atSeconds: 0.13 }, { pitch: 987.77, atSeconds: 0.26 }],
  message: [{ pitch: 880, atSeconds: 0 }],
};

const LOUDNESS = 0.09; // well below a voice
const RISE_SECONDS = 0.012; // a hard beginning would click
const RING_SECONDS = 0.28;
/** When many come at once one sound is enough. */
const APART_MILLIS = 400;

/** Short sounds, made by the browser itself. Each kind can be switched off. */
export class Sounds {
  #context: AudioContext | undefined;
  readonly #playedAt = new Map<SoundName, number>();

  play(name: SoundName): void {
    const now = performance.now();
    if (!soundOn(name) || now - (this.#playedAt.get(name) ?? -Infinity) < APART_MILLIS) {
      return;
    }
    this.#playedAt.set(name, now);
    const context = (this.#context ??= new AudioContext());
    if (context.state === 'running') {
      NOTES[name].forEach((note) => ring(context, note));
    } else {
      // Until the first gesture there is no sound, and nothing that should be heard late.
      void context.resume().catch(() => undefined);
    }
  }

  /** Plays through this speaker, where the browser lets one choose. */
  useSpeaker(deviceId: string): void {
    const context = (this.#context ??= new AudioContext()) as AudioContext & { setSinkId?(id: string): Promise<void> };
    context.setSinkId?.(deviceId).catch(() => undefined);
  }

  close(): void {
    void this.#context?.close();
  }
}

function ring(context: AudioContext, { pitch, atSeconds }: Note): void {
  const from = context.currentTime + atSeconds;
  const oscillator = new OscillatorNode(context, { type: 'sine', frequency: pitch });
  const loudness = new GainNode(context, { gain: 0 });
  loudness.gain.setValueAtTime(0, from);
  loudness.gain.linearRampToValueAtTime(LOUDNESS, from + RISE_SECONDS);
  loudness.gain.exponentialRampToValueAtTime(0.000_1, from + RING_SECONDS);
  oscillator.connect(loudness).connect(context.destination);
  oscillator.start(from);
  oscillator.stop(from + RING_SECONDS);
}

export function soundOn(name: SoundName): boolean {
  return !soundsOff().has(name);
}

export function switchSound(name: SoundName, on: boolean): void {
  const off = soundsOff();
  if (on) {
    off.delete(name);
  } else {
    off.add(name);
  }
  remember('sounds', [...off].join());
}

function soundsOff(): Set<SoundName> {
  const off = (preference('sounds') ?? '').split(',');
  return new Set(SOUNDS.map(({ name }) => name).filter((name) => off.includes(name)));
}
