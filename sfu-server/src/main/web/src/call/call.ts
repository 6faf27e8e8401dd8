import { Emitter } from '../events.ts';
import type { LocalMedia } from '../media/local-media.ts';
import type { Source } from '../protocol.ts';
import { reconnectDelayMillis } from '../signaling/backoff.ts';
import { People } from './people.ts';
import { refusalOf, type Refusal } from './refusal.ts';
import { Session, type Ending } from './session.ts';

/** A session that lived at least this long shows that the server is well, and the back-off starts afresh. */
const STABLE_MILLIS = 10_000;

export type CallState =
  | { readonly phase: 'joining' }
  | { readonly phase: 'joined'; readonly again: boolean }
  /** In the room, but the media path is interrupted and being repaired. */
  | { readonly phase: 'repairing' }
  | { readonly phase: 'reconnecting'; readonly cause: Ending; readonly attempt: number }
  | { readonly phase: 'refused'; readonly refusal: Refusal }
  | { readonly phase: 'left' };

interface CallEvents {
  state: CallState;
  sendFailure: Source;
}

export interface CallSetting {
  readonly url: string;
  readonly roomId: string;
  readonly displayName: string;
  readonly local: LocalMedia;
}

/** The call as a person knows it: one room that one stays in, however often the connection has to be made anew. */
export class Call extends Emitter<CallEvents> {
  readonly people = new People();
  #state: CallState = { phase: 'joining' };
  #session: Session | undefined;
  #left = false;
  #hurry: (() => void) | undefined;
  readonly #onOnline = () => this.retryNow();

  constructor(readonly setting: CallSetting) {
    super();
  }

  get state(): CallState {
    return this.#state;
  }

  /** Joins and stays until `leave` or until the server refuses. */
  async run(): Promise<void> {
    addEventListener('online', this.#onOnline);
    let attempt = 0;
    let joinedBefore = false;
    while (!this.#left) {
      const outcome = await this.#stay(joinedBefore);
      if (this.#left) {
        break;
      }
      if ('refusal' in outcome) {
        this.#become({ phase: 'refused', refusal: outcome.refusal });
        break;
      }
      joinedBefore ||= outcome.joined;
      attempt = outcome.stable ? 0 : attempt;
      this.#become({ phase: 'reconnecting', cause: outcome.ending, attempt });
      await this.#pause(reconnectDelayMillis(attempt, Math.random()));
      attempt++;
    }
    removeEventListener('online', this.#onOnline);
  }

  leave(): void {
    if (this.#left) {
      return;
    }
    this.#left = true;
    this.#session?.close(true);
    this.#hurry?.();
    this.#become({ phase: 'left' });
  }

  /** Does not wait any longer before the next try; when connected, makes sure that it still is so. */
  retryNow(): void {
    this.#hurry?.();
    if (this.#state.phase === 'joined' || this.#state.phase === 'repairing') {
      this.#session?.probe();
    }
  }

  async #stay(again: boolean): Promise<Stay | { refusal: Refusal }> {
    const session = this.#openSession();
    const startedAt = performance.now();
    try {
      await session.join();
      if (!this.#left) {
        this.#become({ phase: 'joined', again });
      }
      const ending = await session.ended;
      return { ending, joined: true, stable: performance.now() - startedAt >= STABLE_MILLIS };
    } catch (error) {
      const refusal = refusalOf(error);
      return refusal ? { refusal } : { ending: 'server-lost', joined: false, stable: false };
    } finally {
      session.close(false);
      this.#session = undefined;
    }
  }

  #openSession(): Session {
    const session = new Session({
      ...this.setting,
      people: this.people,
      onTroubled: (troubled) => this.#troubled(troubled),
      onSendFailure: (source) => this.emit('sendFailure', source),
    });
    this.#session = session;
    return session;
  }

  #troubled(troubled: boolean): void {
    if (troubled && this.#state.phase === 'joined') {
      this.#become({ phase: 'repairing' });
    } else if (!troubled && this.#state.phase === 'repairing') {
      this.#become({ phase: 'joined', again: true });
    }
  }

  #pause(millis: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#hurry?.(), millis);
      this.#hurry = () => {
        clearTimeout(timer);
        this.#hurry = undefined;
        resolve();
      };
    });
  }

  #become(state: CallState): void {
    this.#state = state;
    this.emit('state', state);
  }
}

interface Stay {
  readonly ending: Ending;
  readonly joined: boolean;
  readonly stable: boolean;
}
