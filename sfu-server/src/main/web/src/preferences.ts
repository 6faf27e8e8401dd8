/** What is remembered in this browser. Storage may be refused (private windows); then nothing is remembered. */
export type Preference = 'name' | 'camera' | 'microphone' | 'speaker' | 'shortcuts';

const PREFIX = 'parley.';

export function preference(key: Preference): string | undefined {
  try {
    return localStorage.getItem(PREFIX + key) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(key: Preference, value: string): void {
  try {
    localStorage.setItem(PREFIX + key, value);
  } catch {
    // Not remembering is the only consequence.
  }
}
