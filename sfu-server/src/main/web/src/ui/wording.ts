import { language, onLanguage, Worded, type Words } from '../text.ts';

/** What is said by a text node, and by the attributes of an element. */
const sayings = new WeakMap<Node, Map<string, Worded>>();

const TEXT = '';

/** A text node that follows the language. */
export function wordedNode(words: Worded): Text {
  const node = document.createTextNode(String(words));
  sayings.set(node, new Map([[TEXT, words]]));
  return node;
}

/** Replaces what an element says; what is said already is left alone, so that nobody hears it again. */
export function say(target: Element, words: Words): void {
  if (target.textContent !== String(words)) {
    target.replaceChildren(typeof words === 'string' ? words : wordedNode(words));
  }
}

/** Sets an attribute to words that follow the language. */
export function label(target: Element, attribute: string, words: Words): void {
  const attributes = sayings.get(target) ?? new Map<string, Worded>();
  if (words instanceof Worded) {
    attributes.set(attribute, words);
  } else {
    attributes.delete(attribute);
  }
  sayings.set(target, attributes);
  target.setAttribute(attribute, String(words));
}

/** Says everything on the page again in the language that is spoken now. */
function retell(): void {
  document.documentElement.lang = language();
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node: Node | null = nodes.currentNode; node; node = nodes.nextNode()) {
    for (const [attribute, words] of sayings.get(node) ?? []) {
      if (attribute === TEXT) {
        node.nodeValue = String(words);
      } else {
        (node as Element).setAttribute(attribute, String(words));
      }
    }
  }
}

/** Lets the page follow the language from now on. */
export function followLanguage(): void {
  document.documentElement.lang = language();
  onLanguage(retell);
}
