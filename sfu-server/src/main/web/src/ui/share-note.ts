import { warn } from '../log.ts';
import type { ScreenShare } from '../media/screen-share.ts';
import { worded } from '../text.ts';
import type { Announcer } from './announcer.ts';
import { textButton } from './buttons.ts';
import { element, type View } from './element.ts';
import { say } from './wording.ts';

/** Tells that one shares one's screen, and what the others see of it right now. */
export class ShareNote implements View {
  readonly element: HTMLElement;
  readonly #what = element('span', {});
  readonly #freeze: HTMLButtonElement;
  readonly #stop: () => void;

  constructor(
    private readonly screen: ScreenShare,
    private readonly news: Announcer,
  ) {
    this.#freeze = textButton('', { testid: 'freeze-share', kind: 'quiet' }, () => this.#toggle());
    this.element = element('div', { class: 'waiting share-note', role: 'status', 'data-testid': 'share-note' },
      this.#what,
      element('div', { class: 'share-buttons' },
        this.#freeze,
        textButton(worded('share.stop'), { testid: 'stop-sharing', kind: 'quiet' }, () => screen.stop()),
      ),
    );
    this.#stop = screen.on('changed', () => this.#show());
    this.#show();
  }

  close(): void {
    this.#stop();
    this.element.remove();
  }

  #show(): void {
    const { active, frozen } = this.screen;
    this.element.hidden = !active;
    this.element.dataset['frozen'] = String(frozen);
    say(this.#what, worded(frozen ? 'share.frozen' : 'share.on'));
    say(this.#freeze, worded(frozen ? 'share.unfreeze' : 'share.freeze'));
  }

  #toggle(): void {
    if (this.screen.frozen) {
      this.screen.unfreeze();
    } else {
      this.screen.freeze().catch((error: unknown) => {
        warn('the shared screen cannot be frozen', error);
        this.news.instruct(worded('web.share.freeze-failed'));
      });
    }
  }
}
