import type { SessionResumed } from '../protocol.ts';
import { reconnectDelayMillis } from '../signaling/backoff.ts';
import { Signaling, SignalingError } from '../signaling/signaling.ts';

/** The server keeps the place for thirty seconds; what comes later is a new join. */
const KEPT_MILLIS = 28_000;

export interface Place {
  readonly url: string;
  readonly roomId: string;
  readonly peerId: string;
  readonly secret: string;
  /** The number of the newest chat message that is known here. */
  readonly lastChat: number;
}

/**
 * Comes back to the place in the room over a new socket, while sound and picture go on. Tries for as long as the server
 * keeps the place.
 *
 * @param wanted whether one still wants to be there
 * @returns what the server says of the room, with the signaling now on the new socket; undefined when the place is lost
 */
export async function resume(signaling: Signaling, place: Place, wanted: () => boolean): Promise<SessionResumed | undefined> {
  const until = performance.now() + KEPT_MILLIS;
  for (let attempt = 0; wanted() && performance.now() < until; attempt++) {
    await new Promise((resolve) => setTimeout(resolve, attempt === 0 ? 0 : reconnectDelayMillis(attempt - 1, Math.random())));
    if (!wanted()) {
      return undefined;
    }
    const next = new Signaling(new WebSocket(place.url));
    try {
      await next.connected();
      const { roomId, peerId, secret, lastChat } = place;
      const resumed = await next.request('resumeSession', { roomId, peerId, secret, lastChat });
      signaling.moveTo(next);
      return resumed;
    } catch (error) {
      next.close();
      // Refused once is refused for good: a secret works one time.
      if (error instanceof SignalingError && error.code !== 'closed' && error.code !== 'timeout') {
        return undefined;
      }
    }
  }
  return undefined;
}
