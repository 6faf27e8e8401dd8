import type { PathFigures, StreamFigures } from './statistics.ts';

/** How well somebody is seen and heard. */
export type Quality = 'good' | 'fair' | 'poor';

/** From which figure on a quality is no longer good, and from which on it is poor; docs/quality.md says why. */
export const LIMITS = {
  lossPercent: { fair: 1.5, poor: 5 },
  rttMillis: { fair: 200, poor: 400 },
  bufferMillis: { fair: 250, poor: 600 },
} as const;

/** Below these a picture is no longer fluent, or hardly one. */
export const FRAME_LIMITS = { fair: 12, poor: 5 } as const;

/**
 * The quality of what one gets from somebody, or of what one sends; undefined as long as nothing flows. The worst figure
 * decides.
 */
export function qualityOf(streams: readonly StreamFigures[], path: PathFigures): Quality | undefined {
  const flowing = streams.filter((stream) => stream.lossPercent !== undefined);
  if (flowing.length === 0) {
    return undefined;
  }
  const found = flowing.flatMap((stream) => [
    above(stream.lossPercent, LIMITS.lossPercent),
    above(stream.bufferMillis, LIMITS.bufferMillis),
    ...(stream.kind === 'video' ? [below(stream.framesPerSecond, FRAME_LIMITS)] : []),
  ]);
  const all = [...found, above(path.rttMillis, LIMITS.rttMillis)];
  return all.includes('poor') ? 'poor' : all.includes('fair') ? 'fair' : 'good';
}

function above(value: number | undefined, { fair, poor }: { fair: number; poor: number }): Quality {
  return value === undefined || value < fair ? 'good' : value < poor ? 'fair' : 'poor';
}

function below(value: number | undefined, { fair, poor }: { fair: number; poor: number }): Quality {
  return value === undefined || value >= fair ? 'good' : value >= poor ? 'fair' : 'poor';
}
