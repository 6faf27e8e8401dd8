import { Emitter } from '../events.ts';
import { note, warn } from '../log.ts';
import { ScreenShare } from '../media/screen-share.ts';
import type { LocalMedia } from '../media/local-media.ts';
import type { ClientPayloads, Source } from '../protocol.ts';
import { SignalingError } from '../signaling/signaling.ts';
import { reconnectDelayMillis } from '../signaling/backoff.ts';
import type { DataSaver } from './data-saver.ts';
import { Greeting } from './greeting.ts';
import { Meeting } from './meeting.ts';
import { People } from './people.ts';
import { ROOM_REQUESTS, type RoomRequest } from './room-requests.ts';
import { endingOf, refusalOf, type Refusal } from './refusal.ts';
import { Session, type Ending, type Expulsion } from './session.ts';

/** A session that lived at least this long shows that the server is well, and the back-off starts afresh. */
const STABLE_MILLIS = 10_000;

export type CallState =
  | { readonly phase: 'joining' }
  | { readonly phase: 'joined'; readonly again: boolean }
  /** In the room, but the media path is interrupted and being repaired. */
  | { readonly phase: 'repairing' }
  | { readonly phase: 'reconnecting'; readonly cause: Exclude<Ending, Expulsion>; readonly attempt: number }
  /** At the door; somebody inside has to let us in. */
  | { readonly phase: 'knocking' }
  /** The room wants a password; `wrong` when one was given. */
  | { readonly phase: 'password'; readonly wrong: boolean }
  /** The signaling is interrupted; sound and picture go on. */
  | { readonly phase: 'resuming' }
  | { readonly phase: 'refused'; readonly refusal: Refusal }
  | { readonly phase: 'left' };

interface CallEvents {
  state: CallState;
  sendFailure: Source;
  shareFailure: undefined;
  /** The server is about to stop, in so many seconds at the latest. */
  draining: number;
}

export interface CallSetting {
  readonly url: string;
  /** Made on the way here; the first session begins with it if it is still fresh. */
  readonly greeting: Greeting;
  readonly roomId: string;
  readonly displayName: string;
  /** Of the invitation; empty for none. */
  readonly token: string;
  readonly local: LocalMedia;
  readonly saver: DataSaver;
}

/** The call as a person knows it: one room that one stays in, however often the connection has to be made anew. */
export class Call extends Emitter<CallEvents> {
  readonly people = new People();
  readonly meeting = new Meeting();
  readonly screen = new ScreenShare();
  #password = '';
  #passwordGiven: ((password: string) => void) | undefined;
  #state: CallState = { phase: 'joining' };
  #session: Session | undefined;
  #left = false;
  #greetingUsed = false;
  /** The last session had no media: to be in the room again is not to be back in the call. */
  #blocked = false;
  #hurried = false;
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
      if ('refusal' in outcome && (outcome.refusal === 'password-needed' || outcome.refusal === 'password-wrong')) {
        await this.#askForPassword(outcome.refusal === 'password-wrong');
        continue;
      }
      if ('refusal' in outcome) {
        this.#become({ phase: 'refused', refusal: outcome.refusal });
        break;
      }
      joinedBefore ||= outcome.joined;
      attempt = outcome.stable ? 0 : attempt;
      this.#blocked ||= outcome.ending === 'media-blocked';
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
    this.#passwordGiven?.('');
    this.screen.close();
    this.#become({ phase: 'left' });
  }

  /** Tries to come in with this password, after the room asked for one. */
  givePassword(password: string): void {
    this.#passwordGiven?.(password);
  }

  /** Asks the server for something in the room; throws a `SignalingError` when it is refused. */
  async request<Type extends RoomRequest>(type: Type, payload: ClientPayloads[Type]): Promise<void> {
    if (!this.#session) {
      throw new SignalingError('closed', 'The connection to the server is gone');
    }
    await this.#session.request(type, payload, ROOM_REQUESTS[type]);
  }

  /** Does not wait any longer before the next try; when connected, makes sure that it still is so. */
  retryNow(): void {
    this.#hurry?.();
    if (this.#state.phase === 'joined' || this.#state.phase === 'repairing') {
      this.#session?.probe();
    } else if (this.#blocked && this.#session) {
      this.#hurried = true;
      this.#session.giveUp();
    }
  }

  /** What the browser knows of the transports; undefined while there are none. */
  async reports(): ReturnType<Session['reports']> {
    return this.#session?.reports();
  }

  async #stay(again: boolean): Promise<Stay | { refusal: Refusal }> {
    const session = this.#openSession();
    const startedAt = performance.now();
    try {
      await session.join();
      if (!this.#left && !this.#blocked) {
        this.#become({ phase: 'joined', again });
      }
      const ending = await session.ended;
      if (ending === 'ended' || ending === 'removed' || ending === 'banned') {
        return { refusal: ending };
      }
      // It takes long to notice that media is blocked; that says nothing good about the next try.
      const stable = ending !== 'media-blocked' && performance.now() - startedAt >= STABLE_MILLIS;
      return { ending, joined: true, stable };
    } catch (error) {
      const refusal = refusalOf(error);
      return refusal ? { refusal } : { ending: endingOf(error), joined: false, stable: false };
    } finally {
      session.close(false);
      this.#session = undefined;
    }
  }

  #openSession(): Session {
    const session = new Session({
      ...this.setting,
      greeting: this.#greet(),
      people: this.people,
      meeting: this.meeting,
      screen: this.screen,
      password: this.#password,
      onKnocking: () => this.#become({ phase: 'knocking' }),
      onInterrupted: (interrupted) => this.#interrupted(interrupted),
      onShareFailure: (error) => {
        warn('the screen cannot be shared', error);
        this.screen.stop();
        this.emit('shareFailure', undefined);
      },
      onConnected: () => this.#mediaConnected(),
      onTroubled: (troubled) => this.#troubled(troubled),
      onSendFailure: (source) => this.emit('sendFailure', source),
      onDraining: (seconds) => this.emit('draining', seconds),
    });
    this.#session = session;
    return session;
  }

  #greet(): Greeting {
    const { greeting, url } = this.setting;
    if (greeting.fresh && !this.#greetingUsed) {
      this.#greetingUsed = true;
      return greeting;
    }
    greeting.close();
    return new Greeting(url);
  }

  async #askForPassword(wrong: boolean): Promise<void> {
    const given = new Promise<string>((resolve) => (this.#passwordGiven = resolve));
    this.#become({ phase: 'password', wrong });
    this.#password = await given;
    this.#passwordGiven = undefined;
    if (!this.#left) {
      this.#become({ phase: 'joining' });
    }
  }

  #interrupted(interrupted: boolean): void {
    if (interrupted && (this.#state.phase === 'joined' || this.#state.phase === 'repairing')) {
      this.#become({ phase: 'resuming' });
    } else if (!interrupted && this.#state.phase === 'resuming') {
      this.#become({ phase: 'joined', again: true });
    }
  }

  #mediaConnected(): void {
    if (this.#blocked && !this.#left) {
      this.#blocked = false;
      this.#become({ phase: 'joined', again: true });
    }
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
      if (this.#hurried) {
        this.#hurried = false;
        resolve();
        return;
      }
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
    note(`the call is ${Object.values(state).join(' ')}`);
    this.emit('state', state);
  }
}

interface Stay {
  readonly ending: Exclude<Ending, Expulsion>;
  readonly joined: boolean;
  readonly stable: boolean;
}
