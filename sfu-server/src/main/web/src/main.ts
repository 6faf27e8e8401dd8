import { followLanguage } from './ui/wording.ts';
import { noteFailures } from './log.ts';
import { onLanguage } from './text.ts';
import { invitationOf } from './invitation.ts';
import { AdminPage } from './pages/admin-page.ts';
import { AppPage } from './pages/app-page.ts';
import { CallPage } from './pages/call-page.ts';
import { JoinPage } from './pages/join-page.ts';
import { LeftPage } from './pages/left-page.ts';
import type { Navigation, Page } from './pages/page.ts';
import { StartPage } from './pages/start-page.ts';
import { pathOfRoom, roomOfPath } from './room-name.ts';

let current: Page | undefined;

const navigation: Navigation = {
  start: () => go('/'),
  room: (room) => go(pathOfRoom(room)),
  app: (room, link) => show(() => new AppPage(room, link, navigation)),
  call: (room, name, local, greeting) => show(() => new CallPage(room, name, invitationOf(location.hash).token, local, greeting, navigation)),
  left: (room, message) => show(() => new LeftPage(room, message, navigation)),
};

function go(path: string): void {
  if (location.pathname !== path) {
    history.pushState(null, '', path);
  }
  showPath();
}

function showPath(): void {
  if (location.pathname === '/admin') {
    show(() => new AdminPage(invitationOf(location.hash).token));
    return;
  }
  const room = roomOfPath(location.pathname);
  show(() => (room === undefined ? new StartPage(navigation) : new JoinPage(room, invitationOf(location.hash), navigation)));
}

function show(open: () => Page): void {
  const before = current;
  current = undefined;
  before?.close();
  current = open();
  document.body.append(current.element);
  document.title = String(current.title);
}

noteFailures();
followLanguage();
onLanguage(() => (document.title = String(current?.title ?? document.title)));
addEventListener('popstate', showPath); // also when an invitation is pasted over the address: only the hash changes then
addEventListener('pagehide', () => {
  // Says goodbye while the socket still takes it; a page that comes back from the browser's cache starts anew.
  current?.close();
  current = undefined;
});
addEventListener('pageshow', (event) => {
  if (event.persisted) {
    showPath();
  }
});
showPath();
