import { preference, remember } from '../preferences.ts';

const KEY_BYTES = 18;

/** What this browser is known by to the rooms that were set up from it: made at random, and told to this server only. */
export function personKey(): string {
  const known = preference('person');
  if (known) {
    return known;
  }
  const made = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(KEY_BYTES)))).replaceAll('+', '-').replaceAll('/', '_');
  remember('person', made);
  return made;
}
