import { Emitter } from '../events.ts';
import { preference, remember } from '../preferences.ts';
import type { VisibleProducer } from '../protocol.ts';
import { type CameraLayer, highestWithin } from './camera-layers.ts';

/** What a person can choose to stay below, both ways together, in kbit/s. */
export const BUDGETS = [1_500, 500] as const;

export type Budget = (typeof BUDGETS)[number];

/** What one's own screen may cost. */
export interface SendLimit {
  /** bits/s */
  readonly maxBitrate: number;
  /** By how much the sides of the picture are divided. */
  readonly scaleResolutionDownBy: number;
}

const SCREEN_BITRATE = 2_500_000; // bits/s: sharp letters
/** Of the budget, for one's own pictures. */
const OWN_SHARE = 0.5;
/** Of that, for the screen while one is shared; the camera has the rest. */
const SCREEN_SHARE = 0.7;
const FIRST_GUESS = 250; // kbit/s of a picture that was never measured; it is tried, and remembered
/** A picture that comes anew has to fit well, else it would come and go. */
const NEW_FACTOR = 1.15;
const NOTHING = 5; // kbit/s: what hardly flows tells nothing

/** What a picture took, in kbit/s, and in how many pixels it was shown then; 0 when that is not known. */
interface Measured {
  readonly rate: number;
  readonly area: number;
}

/** Keeps a call below so much data, as the desktop client does: one's own pictures are smaller, and of the others as many are asked for as fit. */
export class DataSaver extends Emitter<{ changed: undefined }> {
  #budget = BUDGETS.find((budget) => String(budget) === preference('data-budget'));
  readonly #rates = new Map<string, Measured>();
  /** Of what was to be seen last, by producer. */
  #areas: ReadonlyMap<string, number> = new Map();
  #rest = 0;
  #sharing = false;
  #chosen: ReadonlySet<string> = new Set();

  /** Undefined for as much as it takes. */
  get budget(): Budget | undefined {
    return this.#budget;
  }

  set budget(budget: Budget | undefined) {
    remember('data-budget', budget === undefined ? '' : String(budget));
    this.#budget = budget;
    this.emit('changed', undefined);
  }

  /** Whether one's own screen is sent too: then there is less for the camera. */
  set sharing(sharing: boolean) {
    if (this.#sharing !== sharing) {
      this.#sharing = sharing;
      this.emit('changed', undefined);
    }
  }

  /** The highest of these layers of the camera that there is room for. */
  cameraLayer(layers: readonly CameraLayer[]): number {
    const share = this.#sharing ? 1 - SCREEN_SHARE : 1;
    return this.#budget === undefined ? layers.length - 1 : highestWithin(layers, this.#budget * 1_000 * OWN_SHARE * share);
  }

  /** Letters stay sharp; the frame rate gives way. */
  get screen(): SendLimit {
    const maxBitrate = this.#budget === undefined ? SCREEN_BITRATE : this.#budget * 1_000 * OWN_SHARE * SCREEN_SHARE;
    return { maxBitrate, scaleResolutionDownBy: 1 };
  }

  /**
   * What flowed in the last moments, in kbit/s.
   *
   * @param pictures of each video that arrives, by producer
   * @param rest everything else, both ways
   */
  measured(pictures: ReadonlyMap<string, number>, rest: number): void {
    this.#rest = rest;
    for (const [producerId, rate] of pictures) {
      if (rate >= NOTHING) {
        const area = this.#areas.get(producerId) ?? 0;
        const before = this.#rateOf(producerId, area, rate);
        this.#rates.set(producerId, { rate: Math.max(rate, (before + rate) / 2), area });
      }
    }
  }

  /** In a smaller place than it was measured in, a picture takes as much less. */
  #rateOf(producerId: string, area: number, unknown: number): number {
    const measured = this.#rates.get(producerId);
    if (!measured) {
      return unknown;
    }
    return area === 0 || area >= measured.area ? measured.rate : (measured.rate * area) / measured.area;
  }

  /** Those of the videos that can be had, the large ones first; one of them always. */
  affordable(visible: readonly VisibleProducer[]): readonly VisibleProducer[] {
    this.#areas = new Map(visible.map((each) => [each.producerId, area(each)]));
    if (this.#budget === undefined) {
      return visible;
    }
    let left = this.#budget - this.#rest;
    const chosen = new Set<string>();
    for (const each of [...visible].sort((one, other) => area(other) - area(one))) {
      const { producerId } = each;
      const rate = this.#rateOf(producerId, area(each), FIRST_GUESS) * (this.#chosen.has(producerId) ? 1 : NEW_FACTOR);
      if (chosen.size === 0 || rate <= left) {
        chosen.add(producerId);
        left -= rate;
      }
    }
    this.#chosen = chosen;
    return visible.filter(({ producerId }) => chosen.has(producerId));
  }
}

function area({ width, height }: VisibleProducer): number {
  return width * height;
}
