/** The longest display name that the join page lets through, in UTF-16 units. */
export const PERSON_NAME_MAX = 64;

/** What a person typed or pasted as a name, on one line and without characters that nobody sees. */
export function tidyPersonName(typed: string): string {
  return typed.replace(/[\p{Cc}\s]+/gu, ' ').trim();
}

/** One or two letters for a tile without a picture. */
export function initialsOf(name: string): string {
  const parts = name.trim().split(/\s+/u).filter(Boolean);
  const first = firstLetter(parts[0]);
  const last = parts.length > 1 ? firstLetter(parts[parts.length - 1]) : '';
  return (first + last).toLocaleUpperCase() || '?';
}

/** A stable number from 0 to `count - 1` for a name, to choose its avatar's colour. */
export function hueIndexOf(name: string, count: number): number {
  let hash = 2166136261; // FNV-1a, 32 bit
  for (const character of name) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619);
  }
  return (hash >>> 0) % count;
}

function firstLetter(word: string | undefined): string {
  const letters = word?.match(/[\p{L}\p{N}]/u);
  return letters?.[0] ?? '';
}
