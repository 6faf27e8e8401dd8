import { pathOfRoom } from './room-name.ts';

const THIS_COMPUTER = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The link that opens a room in the desktop app, with the invitation if there is one. The app takes `parley:` for
 * `https:`, and for `http:` on this computer; where that would lead it to another server than this page's, there is no
 * such link.
 */
export function appLink(page: { protocol: string; hostname: string; host: string }, room: string, token: string): string | undefined {
  const meant = THIS_COMPUTER.test(page.hostname) ? 'http:' : 'https:';
  if (page.protocol !== meant) {
    return undefined;
  }
  return `parley://${page.host}${pathOfRoom(room)}${token && `#token=${encodeURIComponent(token)}`}`;
}
