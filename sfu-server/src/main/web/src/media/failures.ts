import type { Source } from '../protocol.ts';

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
export function failureSentences(camera: Failure | undefined, microphone: Failure | undefined): string[] {
  if (camera && camera === microphone) {
    return [sentence(camera, { device: 'camera and microphone', pronoun: 'them', missing: BOTH_MISSING, ...BEFORE_JOINING })];
  }
  const sentences: string[] = [];
  if (camera) {
    sentences.push(sentence(camera, { device: 'camera', pronoun: 'it', missing: CAMERA_MISSING, ...BEFORE_JOINING }));
  }
  if (microphone) {
    sentences.push(sentence(microphone, { device: 'microphone', pronoun: 'it', missing: MICROPHONE_MISSING, ...BEFORE_JOINING }));
  }
  return sentences;
}

/** What to tell a person who is in the call already, where the switch of the device is the way to try again. */
export function inCallSentence(source: Source, failure: Failure): string {
  const missing =
    source === 'camera'
      ? 'No camera was found. Plug one in, then turn it on again: until then the others see your initials.'
      : 'No microphone was found. Plug one in, then turn it on again: until then the others cannot hear you.';
  return sentence(failure, { device: source, pronoun: 'it', missing, again: 'turn it on again', instead: '' });
}

/** Whether trying again can help without the page being opened differently. */
export function isWorthRetrying(failure: Failure | undefined): boolean {
  return failure !== undefined && failure !== 'insecure';
}

/** The words on the join button: what one joins with. */
export function joinLabel(camera: Failure | undefined, microphone: Failure | undefined): string {
  if (camera && microphone) {
    return 'Join to watch and listen';
  }
  if (camera) {
    return 'Join without camera';
  }
  return microphone ? 'Join without microphone' : 'Join now';
}

const CAMERA_MISSING = 'No camera was found. Plug one in, or join without it: the others see your initials.';
const MICROPHONE_MISSING =
  'No microphone was found. Plug one in, or join without it: you hear the others, but they cannot hear you.';
const BOTH_MISSING =
  'No camera and no microphone were found. Plug them in, or join to watch and listen.';

const BEFORE_JOINING = { again: 'press Try again', instead: ', or join to watch and listen' };

interface Words {
  readonly device: string;
  readonly pronoun: string;
  readonly missing: string;
  /** How to try again. */
  readonly again: string;
  /** What can be done where trying again is no help. */
  readonly instead: string;
}

function sentence(failure: Failure, { device, pronoun, missing, again, instead }: Words): string {
  switch (failure) {
    case 'refused':
      return (
        `This page may not use your ${device}. Click the icon beside the address at the top of the browser, ` +
        `allow the ${device}, then ${again}.`
      );
    case 'blocked-by-system':
      return (
        `Your system does not let this browser use your ${device}. Allow ${pronoun} in the privacy settings ` +
        `of your system, then ${again}.`
      );
    case 'missing':
      return missing;
    case 'in-use':
      return `Another program is using your ${device}. Close that program or choose another device, then ${again}.`;
    case 'insecure':
      return (
        `Browsers share your ${device} only with a page opened over https:// or on localhost. ` +
        `Ask for the https:// link${instead}.`
      );
    case 'unknown':
      return `Your ${device} could not be started. Unplug and reconnect ${pronoun}, then ${again}.`;
  }
}
