import { preference, remember } from '../preferences.ts';

/** The keys of the call. Space is held, not pressed; see `HeldSpace`. */
export const SHORTCUTS = [
  { key: 'm', meaning: 'shortcut.mute' },
  { key: ' ', meaning: 'shortcut.talk' },
  { key: 'v', meaning: 'shortcut.camera' },
  { key: 'c', meaning: 'shortcut.chat' },
  { key: 'r', meaning: 'shortcut.hand' },
  { key: 's', meaning: 'shortcut.share' },
  { key: 'w', meaning: 'shortcut.view' },
  { key: 'i', meaning: 'shortcut.link' },
  { key: 't', meaning: 'shortcut.statistics' },
  { key: 'l', meaning: 'shortcut.leave' },
  { key: '?', meaning: 'shortcut.help' },
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
  return SHORTCUTS.find((shortcut) => shortcut.key === key && key !== ' ')?.key;
}

const ALL_OFF = 'off';

/** People who control the browser by voice or with one key at a time must be able to switch single keys off. */
export function isOn(key: ShortcutKey): boolean {
  return !keysOff().has(key);
}

export function switchKey(key: ShortcutKey, on: boolean): void {
  const off = keysOff();
  if (on) {
    off.delete(key);
  } else {
    off.add(key);
  }
  remember('shortcuts', [...off].join());
}

function keysOff(): Set<ShortcutKey> {
  const remembered = preference('shortcuts') ?? '';
  const off = remembered.split(',');
  return new Set(SHORTCUTS.map(({ key }) => key).filter((key) => remembered === ALL_OFF || off.includes(key)));
}

/** Listens for shortcuts outside of text fields and dialogs; returns the function that stops. */
export function listenForShortcuts(onShortcut: (key: ShortcutKey) => void): () => void {
  const listener = (event: KeyboardEvent) => {
    const typing = event.target instanceof Element && event.target.closest('input, select, textarea, dialog, [contenteditable]') !== null;
    const shortcut = shortcutOf(event);
    if (shortcut && !typing && isOn(shortcut)) {
      event.preventDefault();
      onShortcut(shortcut);
    }
  };
  addEventListener('keydown', listener);
  return () => removeEventListener('keydown', listener);
}
