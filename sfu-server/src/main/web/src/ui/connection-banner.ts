import type { CallState } from '../call/call.ts';
import type { Ending } from '../call/session.ts';
import { textButton } from './buttons.ts';
import { element, type View } from './element.ts';

const BACK_SHOWN_MILLIS = 3_000;

const RECONNECTING: Record<Ending, string> = {
  'server-lost': 'The connection was lost. Reconnecting…',
  'server-closing': 'The server is restarting. Bringing you back…',
  'room-interrupted': 'The room was interrupted on the server. Bringing you back…',
  'media-lost': 'Sound and picture were lost. Reconnecting…',
  'media-blocked': 'Sound and picture do not get through. Trying again…',
};

export interface BannerText {
  readonly tone: 'trouble' | 'good';
  readonly text: string;
  readonly retry: boolean;
}

/** What to say about the connection; undefined when there is nothing to say. */
export function bannerText(state: CallState, online: boolean): BannerText | undefined {
  switch (state.phase) {
    case 'joined':
      return state.again ? { tone: 'good', text: 'You are back in the call.', retry: false } : undefined;
    case 'repairing':
      return { tone: 'trouble', text: 'Your connection is interrupted. Repairing it…', retry: false };
    case 'reconnecting':
      return { tone: 'trouble', ...reconnectingText(state, online) };
    case 'joining':
    case 'refused':
    case 'left':
      return undefined;
  }
}

function reconnectingText(state: CallState & { phase: 'reconnecting' }, online: boolean) {
  if (!online) {
    return { text: 'You are offline. The call continues as soon as your network is back.', retry: false };
  }
  if (state.cause === 'media-blocked' && state.attempt >= 1) {
    return { text: 'Sound and picture do not get through from here. A firewall may be in the way.', retry: true };
  }
  if (state.attempt >= 3) {
    return { text: 'The server still cannot be reached. Check your network; we keep trying.', retry: true };
  }
  return { text: RECONNECTING[state.cause], retry: false };
}

/** A line across the call that says that the connection is lost, and when it is back. */
export class ConnectionBanner implements View {
  readonly element = element('div', { class: 'banner', role: 'alert', 'data-testid': 'connection-banner', hidden: true });
  readonly #text = element('span', {});
  readonly #retry: HTMLButtonElement;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onRetry: () => void) {
    this.#retry = textButton('Try now', { testid: 'retry', kind: 'quiet' }, onRetry);
    this.element.append(element('span', { class: 'banner-dot', 'aria-hidden': 'true' }), this.#text, this.#retry);
  }

  show(state: CallState): void {
    clearTimeout(this.#timer);
    const banner = bannerText(state, navigator.onLine);
    this.element.hidden = !banner;
    if (!banner) {
      return;
    }
    this.element.dataset['tone'] = banner.tone;
    if (this.#text.textContent !== banner.text) {
      this.#text.textContent = banner.text;
    }
    this.#retry.hidden = !banner.retry;
    if (banner.tone === 'good') {
      this.#timer = setTimeout(() => (this.element.hidden = true), BACK_SHOWN_MILLIS);
    }
  }

  close(): void {
    clearTimeout(this.#timer);
    this.element.remove();
  }
}
