import { worded, type TextKey, type Worded } from '../text.ts';
import { SignalingError } from '../signaling/signaling.ts';

/** Why one cannot be in this room; trying again by itself would not help. */
export type Refusal = 'room-full' | 'not-allowed' | 'invitation-needed' | 'invitation-expired' | 'invitation-refused' | 'bad-room' | 'browser-too-old' | 'locked' | 'banned' | 'not-admitted' | 'ended' | 'removed' | 'password-needed' | 'password-wrong' | 'other';

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
      case 'ended':
        return 'ended';
      case 'not-admitted':
        return 'not-admitted';
      case 'token-required':
        return 'invitation-needed';
      case 'token-expired':
        return 'invitation-expired';
      case 'token-refused':
        return 'invitation-refused';
      case 'forbidden':
        return 'not-allowed';
      case 'room-locked':
        return 'locked';
      case 'banned':
        return 'banned';
      case 'password-required':
        return 'password-needed';
      case 'password-refused':
        return 'password-wrong';
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
export function drainingSentence(seconds: number): Worded {
  return seconds < 120 ? worded('call.draining.seconds', seconds) : worded('call.draining.minutes', Math.ceil(seconds / 60));
}

const SENTENCES = {
  'room-full': 'refused.full',
  'not-allowed': 'refused.forbidden',
  'invitation-needed': 'refused.invitation-needed',
  'invitation-expired': 'refused.invitation-expired',
  'invitation-refused': 'refused.invitation-refused',
  'bad-room': 'refused.room',
  'browser-too-old': 'web.refused.browser',
  locked: 'refused.locked',
  banned: 'refused.banned',
  'not-admitted': 'refused.not-admitted',
  ended: 'refused.ended',
  removed: 'refused.removed',
  'password-needed': 'web.refused.password',
  'password-wrong': 'web.refused.password',
  other: 'refused.other',
} as const satisfies Record<Refusal, TextKey>;

export function refusalSentence(refusal: Refusal): Worded {
  return worded(SENTENCES[refusal]);
}
