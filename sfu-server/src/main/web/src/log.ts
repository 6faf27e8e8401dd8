const MOST_LINES = 1_000;
const lines: string[] = [];

/** Writes down what happened, for a problem report: no names, nothing that was said, no addresses of rooms. */
export function note(what: string): void {
  lines.push(`${new Date().toISOString()} ${what}`);
  if (lines.length > MOST_LINES) {
    lines.shift();
  }
}

/** Something went wrong that the person is told of elsewhere: in the console, and in a problem report. */
export function warn(what: string, error: unknown): void {
  console.warn(`parley: ${what}`, error);
  note(`${what}: ${String(error)}`);
}

/** What happened last, the oldest first. */
export function notes(): readonly string[] {
  return lines;
}

/** Writes down what nobody has caught, too. */
export function noteFailures(): void {
  addEventListener('error', ({ message }) => note(`uncaught: ${message}`));
  addEventListener('unhandledrejection', ({ reason }) => note(`uncaught: ${String(reason)}`));
}
