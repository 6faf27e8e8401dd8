import { SignalingError } from '../signaling/signaling.ts';

/** Why one cannot be in this room; trying again by itself would not help. */
export type Refusal = 'room-full' | 'not-allowed' | 'invitation-needed' | 'invitation-expired' | 'invitation-refused' | 'bad-room' | 'browser-too-old' | 'other';

/**
 * The refusal behind a failed join, or undefined when it is worth trying again.
 *
 * @param webRtc whether the browser has WebRTC; it can be switched off
 */
export function refusalOf(error: unknown, webRtc = 'RTCPeerConnection' in globalThis): Refusal | undefined {
  if (error instanceof SignalingError) {
    switch (error.code) {
      case 'closed':
      case 'timeout':
      case 'rate-limited':
      case 'timed-out':
      case 'internal':
      case 'not-joined':
      case 'no-such-transport':
      case 'server-draining':
        return undefined;
      case 'room-full':
        return 'room-full';
      case 'token-required':
        return 'invitation-needed';
      case 'token-expired':
        return 'invitation-expired';
      case 'token-refused':
        return 'invitation-refused';
      case 'forbidden':
        return 'not-allowed';
      case 'bad-payload':
        return 'bad-room';
      default:
        return 'other';
    }
  }
  // mediasoup-client throws this for a browser whose WebRTC it cannot drive; where there is none, it may just fail.
  return !webRtc || (error as Error | null)?.name === 'UnsupportedError' ? 'browser-too-old' : undefined;
}

/** Why a join that is worth trying again did not succeed. */
export function endingOf(error: unknown): 'server-closing' | 'server-lost' {
  return error instanceof SignalingError && error.code === 'server-draining' ? 'server-closing' : 'server-lost';
}

/** What to say of a server that is about to stop, in so many seconds at the latest. */
export function drainingSentence(seconds: number): string {
  const time = seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return `The server stops or restarts within ${time}. After a restart you are brought back automatically.`;
}

export function refusalSentence(refusal: Refusal): string {
  switch (refusal) {
    case 'room-full':
      return 'This room is full. Ask someone in it to make room, or start another one.';
    case 'not-allowed':
      return 'You may not join this room. Ask the person who sent you the link.';
    case 'invitation-needed':
      return 'This room opens with an invitation link only. Ask the person who runs the meeting for one.';
    case 'invitation-expired':
      return 'This invitation has expired. Ask the person who sent it for a new one.';
    case 'invitation-refused':
      return 'This invitation does not open this room. Use the whole link as you were sent it, or ask for a new one.';
    case 'bad-room':
      return 'The server does not accept this room name. Choose another one.';
    case 'browser-too-old':
      return 'This browser cannot hold calls. Use a current Chrome, Edge, Firefox or Safari.';
    case 'other':
      return 'The server did not let you join. Try again, or start another room.';
  }
}
