import { worded, type Worded } from '../text.ts';
import { textButton } from './buttons.ts';
import { checkbox, openSheet } from './dialogs.ts';
import { element } from './element.ts';
import { icon, type IconName } from './icons.ts';
import type { ViewChoice } from './stage-layout.ts';

/** How the others are shown: every choice is seen at once behind the sheet. */
export function openView(view: ViewChoice, onChoice: (view: ViewChoice) => void, fullScreen: HTMLElement): HTMLDialogElement {
  let chosen = view;
  const choose = (change: Partial<ViewChoice>) => onChoice((chosen = { ...chosen, ...change }));
  const mode = (value: ViewChoice['mode'], drawing: IconName, words: Worded) => {
    const radio = element('input', { type: 'radio', name: 'layout', value, 'data-testid': `layout-${value}` });
    radio.checked = view.mode === value;
    radio.addEventListener('change', () => choose({ mode: value }));
    return element('label', { class: 'choice' }, radio, icon(drawing), words);
  };
  const actions = [textButton(worded('dialog.done'), { testid: 'view-done', kind: 'primary' })];
  if (document.fullscreenEnabled) {
    actions.unshift(
      textButton(document.fullscreenElement ? worded('view.window') : worded('view.full-screen'), { testid: 'full-screen', kind: 'quiet' }, () =>
        switchFullScreen(fullScreen),
      ),
    );
  }
  return openSheet(
    worded('view.title'),
    'view-dialog',
    [
      element('div', { class: 'choices', role: 'radiogroup', 'aria-label': worded('view.title') },
        mode('grid', 'grid', worded('view.grid')),
        mode('speaker', 'speaker-view', worded('view.speaker')),
      ),
      checkbox('hide-self', worded('view.hide-self'), view.hideSelf, (hideSelf) => choose({ hideSelf })),
      checkbox('hide-without-video', worded('view.hide-without-video'), view.hideWithoutVideo, (hideWithoutVideo) => choose({ hideWithoutVideo })),
    ],
    actions,
  );
}

/** A refusal leaves things as they are; the person sees that. */
export function switchFullScreen(target: HTMLElement): void {
  const done = document.fullscreenElement ? document.exitFullscreen() : target.requestFullscreen();
  done.catch(() => undefined);
}
