import { preference } from '../preferences.ts';
import { audiosOf, type People, type Person } from '../call/people.ts';
import { element, type View } from './element.ts';

/** The sound of everyone else: one audio element for each track, apart from the pictures. */
export class RemoteAudio implements View {
  readonly element = element('div', { hidden: true, 'data-testid': 'remote-audio' });
  readonly #elements = new Map<string, { audio: HTMLAudioElement; track: MediaStreamTrack }>();
  readonly #stops: (() => void)[];
  #speaker = preference('speaker');
  readonly #volumes = new Map<string, number>();

  /** @param onBlocked called when the browser wants a gesture before it lets one hear anything */
  constructor(
    private readonly people: People,
    private readonly onBlocked: (blocked: boolean) => void,
  ) {
    this.#stops = [
      people.on('added', () => this.#update()),
      people.on('changed', () => this.#update()),
      people.on('removed', () => this.#update()),
    ];
  }

  /** To be called from a gesture: starts whatever the browser kept silent. */
  async unblock(): Promise<void> {
    const plays = [...this.#elements.values()].map(({ audio }) => audio.play());
    const outcomes = await Promise.allSettled(plays);
    this.onBlocked(outcomes.some((outcome) => outcome.status === 'rejected' && isRefusal(outcome.reason)));
  }

  useSpeaker(deviceId: string): void {
    this.#speaker = deviceId;
    this.#elements.forEach(({ audio }) => this.#route(audio));
  }

  /** How loud one hears somebody, from 0 to 1. */
  volumeOf(peerId: string, sound: 'voice' | 'screen' = 'voice'): number {
    return this.#volumes.get(`${sound} ${peerId}`) ?? 1;
  }

  setVolume(peerId: string, sound: 'voice' | 'screen', volume: number): void {
    this.#volumes.set(`${sound} ${peerId}`, volume);
    this.#elements.forEach(({ audio }) => {
      if (audio.dataset['peerId'] === peerId && audio.dataset['sound'] === sound) {
        audio.volume = volume;
      }
    });
  }

  close(): void {
    this.#stops.forEach((stop) => stop());
    [...this.#elements.keys()].forEach((producerId) => this.#remove(producerId));
    this.element.remove();
  }

  #update(): void {
    const wanted = new Map(this.people.all.flatMap(tracksOf));
    for (const [producerId, { track }] of this.#elements) {
      if (wanted.get(producerId)?.track !== track) {
        this.#remove(producerId);
      }
    }
    for (const [producerId, { track, peerId, sound }] of wanted) {
      if (!this.#elements.has(producerId)) {
        this.#add(producerId, track, peerId, sound);
      }
    }
  }

  #add(producerId: string, track: MediaStreamTrack, peerId: string, sound: 'voice' | 'screen'): void {
    const audio = element('audio', { autoplay: true, 'data-peer-id': peerId, 'data-sound': sound });
    audio.volume = this.volumeOf(peerId, sound);
    this.#elements.set(producerId, { audio, track });
    this.element.append(audio);
    audio.srcObject = new MediaStream([track]);
    this.#route(audio);
    audio.play().catch((error: unknown) => {
      if (isRefusal(error)) {
        this.onBlocked(true);
      }
    });
  }

  #remove(producerId: string): void {
    const known = this.#elements.get(producerId);
    if (known) {
      known.audio.srcObject = null;
      known.audio.remove();
      this.#elements.delete(producerId);
    }
  }

  #route(audio: HTMLAudioElement): void {
    if (this.#speaker !== undefined && 'setSinkId' in audio) {
      // A speaker that is gone leaves the sound where it was.
      audio.setSinkId(this.#speaker).catch(() => undefined);
    }
  }
}

function tracksOf(person: Person): [string, { track: MediaStreamTrack; peerId: string; sound: 'voice' | 'screen' }][] {
  return audiosOf(person).flatMap((media) =>
    media.track ? [[media.producerId, { track: media.track, peerId: person.peerId, sound: media.source === 'screen-audio' ? 'screen' : 'voice' }]] : [],
  );
}

function isRefusal(error: unknown): boolean {
  return (error as { name?: string } | null)?.name === 'NotAllowedError';
}
