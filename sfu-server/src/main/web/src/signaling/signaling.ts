import { Emitter } from '../events.ts';
import type { AnswerTo, ClientPayloads, Notice, Request, ServerMessage } from '../protocol.ts';

const ANSWER_TIMEOUT_MILLIS = 10_000;

/** A request that was refused, or that can no longer be answered (`closed`, `timeout`). */
export class SignalingError extends Error {
  override readonly name = 'SignalingError';

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

interface SignalingEvents {
  notice: Notice;
  /** The socket is gone, whichever side ended it. Comes once for each socket. */
  closed: undefined;
}

/** The part of `WebSocket` that is used here, so that tests can stand in for it. */
export type Socket = Pick<
  WebSocket,
  'send' | 'close' | 'readyState' | 'onopen' | 'onmessage' | 'onclose' | 'onerror'
>;

interface Pending {
  resolve(answer: unknown): void;
  reject(error: SignalingError): void;
  timer: ReturnType<typeof setTimeout>;
}

const OPEN = 1;
/** The server keeps the place of whoever closes a socket with this code. */
const GIVEN_UP = 4000;

/** One WebSocket to the server: requests that are answered by `id`, and notices. */
export class Signaling extends Emitter<SignalingEvents> {
  #socket: Socket;
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;
  #closed = false;

  constructor(socket: Socket) {
    super();
    this.#socket = socket;
    this.#listen();
  }

  /** Resolves with our peer id when the server greets us with `connected`. */
  connected(): Promise<string> {
    return new Promise((resolve, reject) => {
      const finish = (act: () => void) => {
        clearTimeout(timer);
        stopNotices();
        stopClosed();
        act();
      };
      const timer = setTimeout(
        () => finish(() => reject(new SignalingError('timeout', 'The server did not answer in time'))),
        ANSWER_TIMEOUT_MILLIS,
      );
      const stopNotices = this.on('notice', (notice) => {
        if (notice.type === 'connected') {
          finish(() => resolve(notice.payload.peerId));
        }
      });
      const stopClosed = this.on('closed', () =>
        finish(() => reject(new SignalingError('closed', 'The server cannot be reached'))),
      );
    });
  }

  request<Type extends Request>(
    type: Type,
    payload: ClientPayloads[Type],
    timeoutMillis = ANSWER_TIMEOUT_MILLIS,
  ): Promise<AnswerTo<Type>> {
    return new Promise((resolve, reject) => {
      if (this.#closed || this.#socket.readyState !== OPEN) {
        reject(new SignalingError('closed', 'The connection to the server is gone'));
        return;
      }
      const id = this.#nextId++;
      const timer = setTimeout(() => {
        this.#pending.delete(id);
        reject(new SignalingError('timeout', `The server did not answer ${type} in time`));
      }, timeoutMillis);
      this.#pending.set(id, { resolve: resolve as (answer: unknown) => void, reject, timer });
      this.#socket.send(JSON.stringify({ type, id, payload }));
    });
  }

  /** Whether the socket is gone. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Goes on over the socket of another one, which is of no use after that. What waited here was refused when ours closed. */
  moveTo(other: Signaling): void {
    this.#socket.onclose = null;
    this.#socket.onerror = null;
    this.#socket = other.#socket;
    this.#nextId = Math.max(this.#nextId, other.#nextId);
    this.#closed = false;
    this.#listen();
  }

  close(): void {
    this.#socket.close(1000);
    this.#ended();
  }

  /** Takes the socket for dead, though no word of its end has come. Should it live, that is no goodbye to the server. */
  giveUp(): void {
    this.#socket.close(GIVEN_UP);
    this.#ended();
  }

  #listen(): void {
    const socket = this.#socket;
    socket.onmessage = (event) => this.#received(event.data);
    socket.onclose = () => this.#ended();
    socket.onerror = () => this.#ended();
  }

  #received(data: unknown): void {
    const message = typeof data === 'string' ? parse(data) : undefined;
    if (!message || this.#closed) {
      return;
    }
    if (message.id === undefined) {
      this.emit('notice', message as Notice);
      return;
    }
    const pending = this.#pending.get(Number(message.id));
    if (!pending) {
      return;
    }
    this.#pending.delete(Number(message.id));
    clearTimeout(pending.timer);
    if (message.type === 'error') {
      pending.reject(new SignalingError(message.payload.code, message.payload.message));
    } else {
      pending.resolve(message.payload);
    }
  }

  #ended(): void {
    if (this.#closed) {
      return;
    }
    this.#closed = true;
    for (const pending of this.#pending.values()) {
      clearTimeout(pending.timer);
      pending.reject(new SignalingError('closed', 'The connection to the server is gone'));
    }
    this.#pending.clear();
    this.emit('closed', undefined);
  }
}

function parse(text: string): ServerMessage | undefined {
  try {
    const value = JSON.parse(text) as Partial<ServerMessage> | null;
    if (typeof value !== 'object' || value === null || typeof value.type !== 'string') {
      return undefined;
    }
    return { ...value, payload: value.payload ?? {} } as ServerMessage;
  } catch {
    return undefined;
  }
}
