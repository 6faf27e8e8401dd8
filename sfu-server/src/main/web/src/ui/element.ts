import { Worded } from '../text.ts';
import { label, wordedNode } from './wording.ts';

type Attributes = Record<string, string | number | boolean | Worded | undefined>;

/**
 * Makes an element. Text goes in as text and nothing is ever parsed as markup; words follow the language. An attribute that is `false`
 * or `undefined` is left out, one that is `true` is present without a value.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: (Node | string | Worded)[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value instanceof Worded) {
      label(made, name, value);
    } else if (value !== undefined && value !== false) {
      made.setAttribute(name, value === true ? '' : String(value));
    }
  }
  made.append(...children.map((child) => (child instanceof Worded ? wordedNode(child) : child)));
  return made;
}

/** A name inside other text; the direction in which one is written does not spill over to the other. */
export function nameElement(name: string): HTMLElement {
  return element('bdi', { class: 'name' }, name);
}

/** A piece of the page with an end: `close` stops whatever it started. */
export interface View {
  readonly element: HTMLElement;
  close(): void;
}
