import type { Reaction } from '../protocol.ts';
import { worded, type TextKey } from '../text.ts';
import { textButton } from './buttons.ts';
import { openSheet } from './dialogs.ts';
import { element } from './element.ts';

const SHOWN_MILLIS = 4_000;

const REACTIONS = {
  'thumbs-up': { drawing: '👍', meaning: 'web.reaction.up' },
  'thumbs-down': { drawing: '👎', meaning: 'web.reaction.down' },
  clap: { drawing: '👏', meaning: 'web.reaction.clap' },
  heart: { drawing: '❤️', meaning: 'web.reaction.heart' },
  laugh: { drawing: '😂', meaning: 'web.reaction.laugh' },
  surprise: { drawing: '😮', meaning: 'web.reaction.surprise' },
  party: { drawing: '🎉', meaning: 'web.reaction.party' },
} as const satisfies Record<Reaction, { drawing: string; meaning: TextKey }>;

/** Lets one react without words. */
export function openReactions(onReaction: (reaction: Reaction) => void): HTMLDialogElement {
  const buttons = (Object.keys(REACTIONS) as Reaction[]).map((reaction) => {
    const { drawing, meaning } = REACTIONS[reaction];
    const button = element('button', { type: 'button', class: 'reaction', 'data-testid': `reaction-${reaction}`, 'aria-label': worded(meaning), title: worded(meaning) }, drawing);
    button.addEventListener('click', () => {
      dialog.close();
      onReaction(reaction);
    });
    return button;
  });
  const dialog = openSheet(
    worded('web.reaction.title'),
    'reactions',
    [element('div', { class: 'reactions' }, ...buttons)],
    [textButton(worded('join.cancel'), { testid: 'reactions-close', kind: 'quiet' })],
  );
  return dialog;
}

/** Shows a reaction on a tile for a moment; one that the server of tomorrow may know is left out. */
export function showReaction(tile: HTMLElement, reaction: Reaction): void {
  const known = REACTIONS[reaction] as { drawing: string; meaning: TextKey } | undefined;
  if (known) {
    tile.querySelector('.tile-reaction')?.remove();
    const shown = element('span', { class: 'tile-reaction', role: 'img', 'aria-label': worded(known.meaning), 'data-testid': 'tile-reaction' }, known.drawing);
    tile.append(shown);
    setTimeout(() => shown.remove(), SHOWN_MILLIS);
  }
}
