import { preference, remember } from '../preferences.ts';

export const SHORTCUTS = [
  { key: 'm', meaning: 'shortcut.mute' },
  { key: 'v', meaning: 'shortcut.camera' },
  { key: 'i', meaning: 'shortcut.link' },
  { key: 'l', meaning: 'shortcut.leave' },
  { key: '?', meaning: 'shortcut.settings' },
] as const;

export type ShortcutKey = (typeof SHORTCUTS)[number]['key'];

interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
}

/** The shortcut that a key press means; undefined when it belongs to the browser or is held down. */
export function shortcutOf(press: Key): ShortcutKey | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey || press.repeat) {
    return undefined;
  }
  const key = press.key.toLowerCase();
  return SHORTCUTS.find((shortcut) => shortcut.key === key)?.key;
}

/** People who control the browser by voice or with one key at a time must be able to switch single keys off. */
export function shortcutsOn(): boolean {
  return preference('shortcuts') !== 'off';
}

export function switchShortcuts(on: boolean): void {
  remember('shortcuts', on ? 'on' : 'off');
}

/** Listens for shortcuts outside of text fields and dialogs; returns the function that stops. */
export function listenForShortcuts(onShortcut: (key: ShortcutKey) => void): () => void {
  const listener = (event: KeyboardEvent) => {
    const typing = event.target instanceof Element && event.target.closest('input, select, textarea, dialog') !== null;
    const shortcut = shortcutOf(event);
    if (shortcut && !typing && shortcutsOn()) {
      event.preventDefault();
      onShortcut(shortcut);
    }
  };
  addEventListener('keydown', listener);
  return () => removeEventListener('keydown', listener);
}
