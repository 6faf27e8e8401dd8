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
    return [sentence(camera, 'camera and microphone', 'them', BOTH_MISSING)];
  }
  const sentences: string[] = [];
  if (camera) {
    sentences.push(sentence(camera, 'camera', 'it', CAMERA_MISSING));
  }
  if (microphone) {
    sentences.push(sentence(microphone, 'microphone', 'it', MICROPHONE_MISSING));
  }
  return sentences;
}

/** The same for one source alone. */
export function failureSentence(source: Source, failure: Failure): string {
  return failureSentences(
    source === 'camera' ? failure : undefined,
    source === 'microphone' ? failure : undefined,
  ).join(' ');
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

function sentence(failure: Failure, device: string, pronoun: string, missing: string): string {
  switch (failure) {
    case 'refused':
      return (
        `This page may not use your ${device}. Click the icon beside the address at the top of the browser, ` +
        `allow the ${device}, then press Try again.`
      );
    case 'blocked-by-system':
      return (
        `Your system does not let this browser use your ${device}. Allow ${pronoun} in the privacy settings ` +
        'of your system, then press Try again.'
      );
    case 'missing':
      return missing;
    case 'in-use':
      return (
        `Another program is using your ${device}. Close that program or choose another device, ` +
        'then press Try again.'
      );
    case 'insecure':
      return (
        `Browsers share your ${device} only with a page opened over https:// or on localhost. ` +
        'Ask for the https:// link, or join to watch and listen.'
      );
    case 'unknown':
      return `Your ${device} could not be started. Unplug and reconnect ${pronoun}, then press Try again.`;
  }
}
