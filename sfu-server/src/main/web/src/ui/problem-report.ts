import type { Figures } from '../call/quality-monitor.ts';
import type { Report } from '../call/statistics.ts';
import { notes } from '../log.ts';
import { language } from '../text.ts';
import { element } from './element.ts';

export interface Problem {
  readonly phase: string;
  readonly people: number;
  readonly figures: Figures;
  readonly reports: { readonly send: Report; readonly receive: Report } | undefined;
}

/** What helps an attacker and nobody else. */
const SECRET = new Set(['usernameFragment', 'base64Certificate', 'fingerprint']);

/** All that helps to find out what was wrong, as JSON: no names, nothing that was said, not which room it was. */
export function problemReport({ phase, people, figures, reports }: Problem): string {
  const report = {
    product: 'parley',
    script: import.meta.url.split('/').at(-1),
    at: new Date().toISOString(),
    browser: navigator.userAgent,
    languages: navigator.languages,
    language: language(),
    window: { width: innerWidth, height: innerHeight, pixelRatio: devicePixelRatio },
    processors: navigator.hardwareConcurrency,
    online: navigator.onLine,
    call: { phase, people },
    figures: { path: figures.path, sent: [...figures.sent.values()], received: [...figures.received.values()] },
    statistics: { send: entriesOf(reports?.send), receive: entriesOf(reports?.receive) },
    log: notes(),
  };
  return JSON.stringify(report, (key, value: unknown) => (SECRET.has(key) ? undefined : value), 2);
}

function entriesOf(report: Report | undefined): unknown[] {
  const entries: unknown[] = [];
  report?.forEach((entry) => entries.push(entry));
  return entries;
}

/** Has the browser save the report as a file. */
export function saveProblemReport(problem: Problem): void {
  const address = URL.createObjectURL(new Blob([problemReport(problem)], { type: 'application/json' }));
  const stamp = new Date().toISOString().slice(0, 19).replace(/[-:]/g, '');
  element('a', { href: address, download: `parley-problem-${stamp}.json` }).click();
  // The browser has taken the file over by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
