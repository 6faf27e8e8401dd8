import { qualityOf, type Quality } from './quality.ts';
import { StatisticsReader, type PathFigures, type Report, type StreamFigures } from './statistics.ts';

const EVERY_MILLIS = 2_000;

/** The reports of both transports; undefined while there are none. */
export type Reports = () => Promise<{ readonly send: Report; readonly receive: Report } | undefined>;

/** All figures of one moment. */
export interface Figures {
  readonly path: PathFigures;
  /** By the id of the track. */
  readonly sent: ReadonlyMap<string, StreamFigures>;
  readonly received: ReadonlyMap<string, StreamFigures>;
}

/** Looks at the statistics of the call again and again. */
export class QualityMonitor {
  readonly #send = new StatisticsReader();
  readonly #receive = new StatisticsReader();
  readonly #timer: ReturnType<typeof setInterval>;
  #figures: Figures = { path: {}, sent: new Map(), received: new Map() };

  constructor(
    private readonly reports: Reports,
    private readonly onFigures: () => void,
  ) {
    this.#timer = setInterval(() => void this.#look(), EVERY_MILLIS);
  }

  get figures(): Figures {
    return this.#figures;
  }

  /** How well these tracks of somebody arrive. */
  ofReceived(tracks: readonly MediaStreamTrack[]): Quality | undefined {
    return qualityOf(tracks.flatMap(({ id }) => this.#figures.received.get(id) ?? []), this.#figures.path);
  }

  ofSent(): Quality | undefined {
    return qualityOf([...this.#figures.sent.values()], this.#figures.path);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #look(): Promise<void> {
    // A transport that is closed meanwhile has no report; the next session has one.
    const reports = await this.reports().catch(() => undefined);
    if (reports) {
      const sent = this.#send.read(reports.send);
      const received = this.#receive.read(reports.receive);
      this.#figures = { path: { ...received.path, ...sent.path }, sent: sent.streams, received: received.streams };
      this.onFigures();
    }
  }
}
