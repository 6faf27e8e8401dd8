import { preference, remember } from '../preferences.ts';
import type { ViewChoice } from './stage-layout.ts';

/** How the person likes to see the others, as it was chosen last. */
export function rememberedView(): ViewChoice {
  return {
    mode: preference('layout') === 'speaker' ? 'speaker' : 'grid',
    hideSelf: preference('hide-self') === 'on',
    hideWithoutVideo: preference('hide-without-video') === 'on',
  };
}

export function rememberView({ mode, hideSelf, hideWithoutVideo }: ViewChoice): void {
  remember('layout', mode);
  remember('hide-self', hideSelf ? 'on' : 'off');
  remember('hide-without-video', hideWithoutVideo ? 'on' : 'off');
}
