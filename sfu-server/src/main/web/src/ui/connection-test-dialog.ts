import { testWay } from '../call/connection-test.ts';
import { verdict, waySentence, type Way, type WayResult } from '../call/connection-verdict.ts';
import { worded } from '../text.ts';
import { textButton } from './buttons.ts';
import { openDialog } from './dialogs.ts';
import { element } from './element.ts';
import { say } from './wording.ts';

/** Tests both ways to the server, one after the other so that they do not disturb each other, and says what it means. */
export function openConnectionTest(url: string): HTMLDialogElement {
  const lines: Record<Way, HTMLElement> = {
    udp: element('li', { 'data-testid': 'connection-udp' }, waySentence('udp', undefined)),
    tcp: element('li', { 'data-testid': 'connection-tcp' }),
  };
  const meaning = element('p', { role: 'status', 'data-testid': 'connection-verdict' }, worded('web.test.wait'));
  const dialog = openDialog(
    worded('web.join.test'),
    'connection-test',
    [element('ul', { class: 'connection-ways' }, lines.udp, lines.tcp), meaning],
    [textButton(worded('dialog.done'), { testid: 'connection-done', kind: 'primary' })],
  );
  void run(url, lines).then((results) => say(meaning, verdict(results.udp, results.tcp)));
  return dialog;
}

async function run(url: string, lines: Record<Way, HTMLElement>): Promise<Record<Way, WayResult>> {
  const udp = await testWay(url, 'udp');
  say(lines.udp, waySentence('udp', udp));
  say(lines.tcp, waySentence('tcp', undefined));
  const tcp = await testWay(url, 'tcp');
  say(lines.tcp, waySentence('tcp', tcp));
  return { udp, tcp };
}
