import type { CallState } from '../call/call.ts';
import type { Ending, Expulsion } from '../call/session.ts';
import { worded, type TextKey, type Worded } from '../text.ts';
import { textButton } from './buttons.ts';
import { element, type View } from './element.ts';
import { say } from './wording.ts';

const BACK_SHOWN_MILLIS = 3_000;

const RECONNECTING = {
  'server-lost': 'banner.server-lost',
  'server-closing': 'banner.server-closing',
  'room-interrupted': 'banner.room-interrupted',
  'media-lost': 'banner.media-lost',
  'media-blocked': 'banner.media-blocked',
} as const satisfies Record<Exclude<Ending, Expulsion>, TextKey>;

export interface BannerText {
  readonly tone: 'trouble' | 'good';
  readonly text: Worded;
  readonly retry: boolean;
}

/** What to say about the connection; undefined when there is nothing to say. */
export function bannerText(state: CallState, online: boolean): BannerText | undefined {
  switch (state.phase) {
    case 'joined':
      return state.again ? { tone: 'good', text: worded('banner.back'), retry: false } : undefined;
    case 'repairing':
      return { tone: 'trouble', text: worded('banner.repairing'), retry: false };
    case 'reconnecting':
      return { tone: 'trouble', ...reconnectingText(state, online) };
    case 'resuming':
      return { tone: 'trouble', text: worded('banner.resuming'), retry: false };
    case 'joining':
    case 'knocking':
    case 'password':
    case 'refused':
    case 'left':
      return undefined;
  }
}

function reconnectingText(state: CallState & { phase: 'reconnecting' }, online: boolean) {
  if (!online) {
    return { text: worded('web.banner.offline'), retry: false };
  }
  if (state.cause === 'media-blocked' && state.attempt >= 1) {
    return { text: worded('banner.firewall'), retry: true };
  }
  if (state.attempt >= 3) {
    return { text: worded('banner.unreachable'), retry: true };
  }
  return { text: worded(RECONNECTING[state.cause]), retry: false };
}

/** A line across the call that says that the connection is lost, and when it is back. */
export class ConnectionBanner implements View {
  readonly element = element('div', { class: 'banner', role: 'alert', 'data-testid': 'connection-banner', hidden: true });
  readonly #text = element('span', {});
  readonly #retry: HTMLButtonElement;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(onRetry: () => void) {
    this.#retry = textButton(worded('banner.retry'), { testid: 'retry', kind: 'quiet' }, onRetry);
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
    say(this.#text, banner.text);
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
