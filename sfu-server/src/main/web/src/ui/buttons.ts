import { worded, type Words } from '../text.ts';
import { element } from './element.ts';
import { icon, type IconName } from './icons.ts';
import { label } from './wording.ts';

interface ButtonSetting {
  testid: string;
  label: Words;
  icon: IconName;
  shortcut?: string;
  kind?: 'plain' | 'danger';
  onPress(): void;
}

/** A round button with a drawing; its label is read out and shown as a tooltip. */
export function iconButton(setting: ButtonSetting): HTMLButtonElement {
  const button = element('button', {
    type: 'button',
    class: `round-button round-button-${setting.kind ?? 'plain'}`,
    'data-testid': setting.testid,
    'aria-keyshortcuts': setting.shortcut,
  });
  relabel(button, setting.icon, setting.label, setting.shortcut);
  button.addEventListener('click', () => setting.onPress());
  return button;
}

export function relabel(button: HTMLButtonElement, drawing: IconName, words: Words, shortcut?: string): void {
  label(button, 'aria-label', words);
  label(button, 'title', shortcut ? worded('call.with-key', words, shortcut) : words);
  button.replaceChildren(icon(drawing));
}

/** A button that switches one's microphone or camera, and shows which way it stands. */
export class SourceButton {
  readonly button: HTMLButtonElement;

  constructor(
    private readonly source: 'microphone' | 'camera',
    private readonly shortcut: string,
    onPress: () => void,
  ) {
    this.button = iconButton({
      testid: source === 'microphone' ? 'mute' : 'camera',
      label: '',
      icon: source,
      shortcut,
      onPress,
    });
  }

  show(state: { live: boolean; starting: boolean; failed: boolean }): void {
    const { source, button } = this;
    button.dataset['on'] = String(state.live);
    button.dataset['failed'] = String(state.failed);
    button.setAttribute('aria-busy', String(state.starting));
    relabel(button, state.live ? source : `${source}-off`, this.#label(state.live), this.shortcut);
  }

  #label(live: boolean): Words {
    if (this.source === 'camera') {
      return live ? worded('call.camera-off') : worded('call.camera-on');
    }
    return live ? worded('call.mute') : worded('call.unmute');
  }
}

export function textButton(
  words: Words,
  attributes: { testid: string; kind: 'primary' | 'quiet' | 'danger'; type?: 'button' | 'submit' },
  onPress?: () => void,
): HTMLButtonElement {
  const button = element(
    'button',
    {
      type: attributes.type ?? 'button',
      class: `text-button text-button-${attributes.kind}`,
      'data-testid': attributes.testid,
    },
    words,
  );
  if (onPress) {
    button.addEventListener('click', onPress);
  }
  return button;
}
