/** What is remembered in this browser; where storage is refused (private windows), for as long as the page is open. */
export type Preference = 'name' | 'camera' | 'microphone' | 'speaker' | 'shortcuts' | 'language' | 'layout' | 'hide-self' | 'hide-without-video' | 'sounds' | 'noise-suppression' | 'person' | 'data-budget';

const PREFIX = 'parley.';

const chosenHere = new Map<Preference, string>();

export function preference(key: Preference): string | undefined {
  const chosen = chosenHere.get(key);
  if (chosen !== undefined) {
    return chosen;
  }
  try {
    return localStorage.getItem(PREFIX + key) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(key: Preference, value: string): void {
  chosenHere.set(key, value);
  try {
    localStorage.setItem(PREFIX + key, value);
  } catch {
    // Forgotten with the page.
  }
}
