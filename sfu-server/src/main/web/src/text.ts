import { TEXTS } from '../generated/texts.ts';
import { preference, remember } from './preferences.ts';

/** A language that the client speaks. */
export type Language = keyof typeof TEXTS;
export type TextKey = keyof (typeof TEXTS)['en'];
/** What stands in the places `{0}`, `{1}` of a text. */
export type Value = string | number | Worded;
/** Something to say: fixed, such as a name, or a text that follows the language. */
export type Words = string | Worded;

export const LANGUAGES = Object.keys(TEXTS) as readonly Language[];

const listeners = new Set<() => void>();
let spoken: Language = chosenLanguage() ?? languageOf(globalThis.navigator?.languages ?? []);

/** A text that is looked up whenever it is shown, so that it follows the language. */
export class Worded {
  constructor(private readonly look: () => string) {}

  toString(): string {
    return this.look();
  }
}

/** The text of this moment. */
export function text(key: TextKey, ...values: Value[]): string {
  const words: string = TEXTS[spoken][key];
  return words.replace(/\{(\d)}/g, (_, index: string) => String(values[Number(index)] ?? ''));
}

/** The text, following the language. */
export function worded(key: TextKey, ...values: Value[]): Worded {
  return new Worded(() => text(key, ...values));
}

/** Some words after each other, with commas. */
export function listed(...words: Words[]): Worded {
  return new Worded(() => words.map(String).filter(Boolean).join(', '));
}

/** The text of this moment with elements in its places. */
export function nodesOf(key: TextKey, ...values: (Node | string)[]): (Node | string)[] {
  return TEXTS[spoken][key].split(/(\{\d})/).flatMap((part) => {
    const place = /^\{(\d)}$/.exec(part)?.[1];
    return place === undefined ? (part ? [part] : []) : [values[Number(place)] ?? ''];
  });
}

/** A number as it is written in this language. */
export function decimal(value: number, digits: number): string {
  return new Intl.NumberFormat(spoken, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value);
}

export function language(): Language {
  return spoken;
}

/** The language that the person chose; undefined for that of the browser. */
export function chosenLanguage(): Language | undefined {
  const chosen = preference('language');
  return LANGUAGES.find((language) => language === chosen);
}

/** Speaks this language from now on and remembers it; undefined leaves the choice to the browser. */
export function chooseLanguage(choice: Language | undefined): void {
  remember('language', choice ?? '');
  spoken = choice ?? languageOf(globalThis.navigator?.languages ?? []);
  listeners.forEach((listener) => listener());
}

export function onLanguage(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The first of a person's languages that is spoken here, or English. */
export function languageOf(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const found = LANGUAGES.find((language) => language === tag.toLowerCase().split('-')[0]);
    if (found) {
      return found;
    }
  }
  return 'en';
}
