/** One of the sizes in which a camera is sent. */
export interface CameraLayer {
  /** By how much the sides of the picture are divided. */
  readonly scaleResolutionDownBy: number;
  /** bits/s */
  readonly maxBitrate: number;
}

/** The largest is a good 720p picture at 30 frames. */
const LARGE: readonly CameraLayer[] = [
  { scaleResolutionDownBy: 4, maxBitrate: 150_000 },
  { scaleResolutionDownBy: 2, maxBitrate: 600_000 },
  { scaleResolutionDownBy: 1, maxBitrate: 2_500_000 },
];
const MEDIUM: readonly CameraLayer[] = [
  { scaleResolutionDownBy: 2, maxBitrate: 150_000 },
  { scaleResolutionDownBy: 1, maxBitrate: 800_000 },
];
const SMALL: readonly CameraLayer[] = [{ scaleResolutionDownBy: 1, maxBitrate: 300_000 }];

/** As browsers limit it too: they would send the lowest layers only of a picture that is too small for all. */
const LEAST_LARGE = 540;
const LEAST_MEDIUM = 270;

/**
 * The sizes in which a camera is sent, the smallest picture first.
 *
 * @param shortSide of its picture, in pixels; undefined when the browser does not tell
 */
export function cameraLayers(shortSide = LEAST_LARGE): readonly CameraLayer[] {
  return shortSide >= LEAST_LARGE ? LARGE : shortSide >= LEAST_MEDIUM ? MEDIUM : SMALL;
}

/** The highest layer that can be sent together with those below it; the lowest is sent in any case. */
export function highestWithin(layers: readonly CameraLayer[], bitsPerSecond: number): number {
  let left = bitsPerSecond;
  const above = layers.findIndex(({ maxBitrate }) => (left -= maxBitrate) < 0);
  return above < 0 ? layers.length - 1 : Math.max(0, above - 1);
}
