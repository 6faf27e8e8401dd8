import type { VisibleProducer } from '../protocol.ts';
import type { DataSaver } from './data-saver.ts';
import { LayoutReport } from './layout-report.ts';
import type { People } from './people.ts';
import type { Figures } from './quality-monitor.ts';

/** Asks the server for those of the videos on the screen that the data budget allows. */
export class VideoChoice {
  readonly #report: LayoutReport;
  readonly #stop: () => void;
  #visible: readonly VisibleProducer[] = [];
  #arriving: readonly string[] = [];
  #spared: ReadonlySet<string> = new Set();

  /** @param onSpared is told of the producers that are on the screen and not asked for, when they change */
  constructor(
    private readonly saver: DataSaver,
    tell: (visible: readonly VisibleProducer[]) => Promise<void>,
    private readonly onSpared: (producerIds: ReadonlySet<string>) => void,
  ) {
    this.#report = new LayoutReport(tell);
    this.#stop = saver.on('changed', () => this.#choose());
  }

  show(visible: readonly VisibleProducer[], arriving: readonly string[]): void {
    this.#visible = visible;
    this.#arriving = arriving;
    this.#choose();
  }

  /** What flowed lately decides what can be had from now on. */
  measured({ sent, received }: Figures, people: People): void {
    const owners = new Map(
      people.all.flatMap(({ media }) => media.flatMap(({ kind, producerId, track }) => (track && kind === 'video' ? [[track.id, producerId] as const] : []))),
    );
    const pictures = new Map<string, number>();
    let rest = 0;
    sent.forEach(({ kilobitsPerSecond }) => (rest += kilobitsPerSecond));
    received.forEach(({ kilobitsPerSecond }, track) => {
      const producerId = owners.get(track);
      if (producerId === undefined) {
        rest += kilobitsPerSecond;
      } else {
        pictures.set(producerId, kilobitsPerSecond);
      }
    });
    this.saver.measured(pictures, rest);
    this.#choose();
  }

  /** The server knows nothing of it any more: a new connection. */
  forget(): void {
    this.#report.forget();
  }

  close(): void {
    this.#stop();
    this.#report.close();
  }

  #choose(): void {
    const chosen = this.saver.affordable(this.#visible);
    const spared = new Set(this.#visible.filter((video) => !chosen.includes(video)).map(({ producerId }) => producerId));
    this.#report.show(chosen, this.#arriving);
    if (spared.size !== this.#spared.size || [...spared].some((producerId) => !this.#spared.has(producerId))) {
      this.#spared = spared;
      this.onSpared(spared);
    }
  }
}
