/** A piece of a message: words, or a link that may be opened. */
export interface Piece {
  readonly text: string;
  readonly link?: string;
}

const CANDIDATE = /\bhttps?:\/\/[^\s<>"'`\\^{|}\p{Cc}\p{Cf}]+/giu;
/** What ends a sentence rather than an address. */
const TRAILING = /[.,;:!?…)\]»”’*_~]+$/u;

/**
 * Finds the links in a text that somebody wrote. Only whole http and https addresses are links, and what is shown is
 * what is opened: an address with a user name, which could pass for another one, is none.
 */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const shown = withoutTail(match[0]);
    const link = safeLink(shown);
    if (link !== undefined) {
      if (match.index > at) {
        pieces.push({ text: text.slice(at, match.index) });
      }
      pieces.push({ text: shown, link });
      at = match.index + shown.length;
    }
  }
  if (at < text.length) {
    pieces.push({ text: text.slice(at) });
  }
  return pieces;
}

/** A closing bracket belongs to the address if it was opened in it. */
function withoutTail(candidate: string): string {
  let kept = candidate;
  for (;;) {
    const shorter = kept.replace(TRAILING, (tail) => (tail.startsWith(')') && kept.includes('(') ? ')' : ''));
    if (shorter === kept) {
      return kept;
    }
    kept = shorter;
  }
}

function safeLink(candidate: string): string | undefined {
  try {
    const url = new URL(candidate);
    const plain = (url.protocol === 'http:' || url.protocol === 'https:') && url.username === '' && url.password === '';
    return plain && url.hostname !== '' ? url.href : undefined;
  } catch {
    return undefined;
  }
}
