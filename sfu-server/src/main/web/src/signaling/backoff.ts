const FIRST_MILLIS = 400;
/** Whatever kept the server away, ten seconds after its return everybody is back. */
const LONGEST_MILLIS = 6_000;

/**
 * How long to wait before reconnecting, in milliseconds. Doubles from 0.4 s to 6 s, with a quarter of
 * chance either way so that a room full of people does not come back in one instant.
 *
 * @param attempt 0 for the first try after a loss
 * @param random a number from 0 (inclusive) to 1 (exclusive)
 */
export function reconnectDelayMillis(attempt: number, random: number): number {
  const base = Math.min(LONGEST_MILLIS, FIRST_MILLIS * 2 ** Math.min(attempt, 16));
  return Math.round(base * (0.75 + random / 2));
}
