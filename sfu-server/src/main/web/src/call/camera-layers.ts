/** What a camera is sent as, the smallest picture first, in bits/s; the largest is a good 720p picture at 30 frames. */
export const CAMERA_LAYERS = [
  { scaleResolutionDownBy: 4, maxBitrate: 150_000 },
  { scaleResolutionDownBy: 2, maxBitrate: 600_000 },
  { scaleResolutionDownBy: 1, maxBitrate: 2_500_000 },
] as const;

/** The highest layer that can be sent together with those below it; the lowest is sent in any case. */
export function highestWithin(bitsPerSecond: number): number {
  let left = bitsPerSecond;
  const above = CAMERA_LAYERS.findIndex(({ maxBitrate }) => (left -= maxBitrate) < 0);
  return above < 0 ? CAMERA_LAYERS.length - 1 : Math.max(0, above - 1);
}
