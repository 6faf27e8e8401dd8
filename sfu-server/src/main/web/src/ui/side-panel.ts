import { worded, type Words } from '../text.ts';
import { iconButton } from './buttons.ts';
import { element, type View } from './element.ts';

/** What can stand beside the stage. */
export interface PanelContent {
  readonly testid: string;
  readonly title: Words;
  readonly element: HTMLElement;
  /** It is shown now. */
  opened(): void;
}

/** The place beside the stage, for one thing at a time; on a phone it covers the stage. */
export class SidePanel implements View {
  readonly element = element('aside', { class: 'panel', hidden: true });
  #content: PanelContent | undefined;
  #before: HTMLElement | undefined;

  /** @param onChange called when something is shown or nothing any more */
  constructor(private readonly onChange: () => void) {
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') {
        event.stopPropagation();
        this.hide();
      }
    });
  }

  shows(content: PanelContent): boolean {
    return this.#content === content;
  }

  toggle(content: PanelContent): void {
    if (this.shows(content)) {
      this.hide();
    } else {
      this.show(content);
    }
  }

  show(content: PanelContent): void {
    if (!this.#content && document.activeElement instanceof HTMLElement) {
      this.#before = document.activeElement;
    }
    this.#content = content;
    const heading = element('h2', { id: `${content.testid}-title` }, content.title);
    const close = iconButton({ testid: 'panel-close', label: worded('web.panel.close'), icon: 'close', onPress: () => this.hide() });
    this.element.replaceChildren(element('header', { class: 'panel-header' }, heading, close), content.element);
    this.element.dataset['testid'] = content.testid;
    this.element.setAttribute('aria-labelledby', heading.id);
    this.element.hidden = false;
    this.onChange();
    content.opened();
  }

  hide(): void {
    if (this.#content) {
      this.#content = undefined;
      this.element.hidden = true;
      this.element.replaceChildren();
      this.#before?.focus();
      this.#before = undefined;
      this.onChange();
    }
  }

  close(): void {
    this.element.remove();
  }
}
