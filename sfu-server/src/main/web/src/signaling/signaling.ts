import { Emitter } from '../events.ts';
import type { Envelope, ErrorPayload, Notices, Requests } from '../protocol.ts';

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

export type Notice = { [Type in keyof Notices]: { type: Type; payload: Notices[Type] } }[keyof Notices];

interface SignalingEvents {
  notice: Notice;
  /** The socket is gone, whichever side ended it. Comes once. */
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

/** One WebSocket to the server: requests that are answered by `id`, and notices. */
export class Signaling extends Emitter<SignalingEvents> {
  readonly #socket: Socket;
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;
  #closed = false;

  constructor(socket: Socket) {
    super();
    this.#socket = socket;
    socket.onmessage = (event) => this.#received(event.data);
    socket.onclose = () => this.#ended();
    socket.onerror = () => this.#ended();
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

  request<Type extends keyof Requests>(
    type: Type,
    payload: Requests[Type]['payload'],
    timeoutMillis = ANSWER_TIMEOUT_MILLIS,
  ): Promise<Requests[Type]['answer']> {
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

  close(): void {
    this.#socket.close(1000);
    this.#ended();
  }

  #received(data: unknown): void {
    const envelope = typeof data === 'string' ? parse(data) : undefined;
    if (!envelope || this.#closed) {
      return;
    }
    const payload = envelope.payload ?? {};
    if (envelope.id === undefined) {
      this.emit('notice', { type: envelope.type, payload } as Notice);
      return;
    }
    const pending = this.#pending.get(Number(envelope.id));
    if (!pending) {
      return;
    }
    this.#pending.delete(Number(envelope.id));
    clearTimeout(pending.timer);
    if (envelope.type === 'error') {
      const { code, message } = payload as ErrorPayload;
      pending.reject(new SignalingError(code ?? 'refused', message));
    } else {
      pending.resolve(payload);
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

function parse(text: string): Envelope | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const isEnvelope = typeof value === 'object' && value !== null && typeof (value as Envelope).type === 'string';
    return isEnvelope ? (value as Envelope) : undefined;
  } catch {
    return undefined;
  }
}
