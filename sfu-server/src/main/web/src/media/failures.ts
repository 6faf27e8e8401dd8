import type { Source } from '../protocol.ts';
import { worded, type TextKey, type Worded } from '../text.ts';

/** Why a camera or microphone cannot be used. */
export type Failure = 'refused' | 'blocked-by-system' | 'missing' | 'in-use' | 'insecure' | 'unknown';

/** The failure behind what `getUserMedia` threw. */
export function failureOf(error: unknown): Failure {
  const name = (error as { name?: string } | null)?.name ?? '';
  const message = (error as { message?: string } | null)?.message ?? '';
  switch (name) {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
      return /system/i.test(message) ? 'blocked-by-system' : 'refused';
    case 'NotFoundError':
    case 'DevicesNotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotReadableError':
    case 'TrackStartError':
    case 'AbortError':
      return 'in-use';
    case 'SecurityError':
      return 'insecure';
    default:
      return 'unknown';
  }
}

/** What to tell a person, one sentence group for each different trouble; empty when all is well. */
export function failureSentences(camera: Failure | undefined, microphone: Failure | undefined): Worded[] {
  if (camera && camera === microphone) {
    return [worded(BEFORE_JOINING.both[camera])];
  }
  return [
    ...(camera ? [worded(BEFORE_JOINING.camera[camera])] : []),
    ...(microphone ? [worded(BEFORE_JOINING.microphone[microphone])] : []),
  ];
}

/** What to tell a person who is in the call already, where the switch of the device is the way to try again. */
export function inCallSentence(source: Source, failure: Failure): Worded {
  return worded(IN_CALL[source][failure]);
}

/** Whether trying again can help without the page being opened differently. */
export function isWorthRetrying(failure: Failure | undefined): boolean {
  return failure !== undefined && failure !== 'insecure';
}

/** The words on the join button: what one joins with. */
export function joinLabel(camera: Failure | undefined, microphone: Failure | undefined): Worded {
  if (camera && microphone) {
    return worded('join.watch');
  }
  if (camera) {
    return worded('join.without-camera');
  }
  return microphone ? worded('join.without-microphone') : worded('join.now');
}

const BEFORE_JOINING = {
  both: {
    refused: 'web.trouble.both.refused',
    'blocked-by-system': 'web.trouble.both.system',
    missing: 'trouble.both.missing',
    'in-use': 'web.trouble.both.used',
    insecure: 'web.trouble.both.insecure',
    unknown: 'web.trouble.both.unknown',
  },
  camera: {
    refused: 'web.trouble.camera.refused',
    'blocked-by-system': 'web.trouble.camera.system',
    missing: 'trouble.camera.missing',
    'in-use': 'web.trouble.camera.used',
    insecure: 'web.trouble.camera.insecure',
    unknown: 'web.trouble.camera.unknown',
  },
  microphone: {
    refused: 'web.trouble.microphone.refused',
    'blocked-by-system': 'web.trouble.microphone.system',
    missing: 'trouble.microphone.missing',
    'in-use': 'web.trouble.microphone.used',
    insecure: 'web.trouble.microphone.insecure',
    unknown: 'web.trouble.microphone.unknown',
  },
} as const satisfies Record<Source | 'both', Record<Failure, TextKey>>;

const IN_CALL = {
  camera: {
    refused: 'web.incall.camera.refused',
    'blocked-by-system': 'web.incall.camera.system',
    missing: 'incall.camera.missing',
    'in-use': 'web.incall.camera.used',
    insecure: 'web.incall.camera.insecure',
    unknown: 'web.incall.camera.unknown',
  },
  microphone: {
    refused: 'web.incall.microphone.refused',
    'blocked-by-system': 'web.incall.microphone.system',
    missing: 'incall.microphone.missing',
    'in-use': 'web.incall.microphone.used',
    insecure: 'web.incall.microphone.insecure',
    unknown: 'web.incall.microphone.unknown',
  },
} as const satisfies Record<Source, Record<Failure, TextKey>>;
