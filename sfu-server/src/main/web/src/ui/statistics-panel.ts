import type { Layers } from '../call/people.ts';
import type { Figures } from '../call/quality-monitor.ts';
import type { StreamFigures } from '../call/statistics.ts';
import { decimal, worded, type Words } from '../text.ts';
import { element, type View } from './element.ts';

/** Whose streams these are. */
export interface StreamOwner {
  readonly name: string;
  readonly tracks: readonly string[];
  /** Which layers of each track are sent to us, if it has any. */
  readonly layers?: ReadonlyMap<string, Layers>;
}

const NOTHING = '–';

/** The figures of the call in a table, over a corner of the stage. */
export class StatisticsPanel implements View {
  readonly element = element('section', {
    class: 'statistics',
    'data-testid': 'statistics',
    'aria-label': worded('statistics.title'),
    hidden: true,
  });

  /** @param saving whether the person limits what may be sent, which counts where nothing else does */
  show({ path, sent, received }: Figures, people: readonly StreamOwner[], saving: boolean): void {
    const own = [...sent.values()];
    const limits = own.flatMap(({ limit }) => (limit ? [worded(limit === 'cpu' ? 'statistics.limit.machine' : 'statistics.limit.line')] : []));
    const rows = people.flatMap(({ name, tracks, layers }) =>
      tracks.flatMap((track) => {
        const figures = received.get(track);
        return figures ? [row(name, figures, layers?.get(track))] : [];
      }),
    );
    this.element.replaceChildren(
      element('dl', {},
        ...pair('statistics.path', path.protocol?.toUpperCase() ?? NOTHING),
        ...pair('statistics.rtt', path.rttMillis === undefined ? NOTHING : worded('statistics.millis', decimal(path.rttMillis, 0))),
        ...pair('web.statistics.available', path.availableKilobits === undefined ? NOTHING : worded('web.statistics.kilobits', decimal(path.availableKilobits, 0))),
        ...pair('statistics.limits', limits[0] ?? worded(saving ? 'statistics.limit.data' : 'statistics.limit.nothing')),
      ),
      element('table', {},
        element('thead', {}, element('tr', {}, ...HEADS.map((key) => element('th', { scope: 'col' }, worded(key))))),
        element('tbody', {}, ...own.map((figures) => row(worded('statistics.sent'), figures)), ...rows),
      ),
    );
  }

  close(): void {
    this.element.remove();
  }
}

const HEADS = ['statistics.person', 'statistics.codec', 'statistics.size', 'statistics.layer', 'statistics.frames', 'statistics.bits', 'statistics.loss', 'statistics.wait'] as const;

function pair(key: 'statistics.path' | 'statistics.rtt' | 'web.statistics.available' | 'statistics.limits', value: Words): HTMLElement[] {
  return [element('dt', {}, worded(key)), element('dd', {}, value)];
}

function row(name: Words, figures: StreamFigures, layers?: Layers): HTMLElement {
  const { codec, width, height, framesPerSecond, kilobitsPerSecond, lossPercent, bufferMillis } = figures;
  const cells: Words[] = [
    codec ?? NOTHING,
    width ? `${width} × ${height ?? 0}` : NOTHING,
    // As people count: from one.
    layers?.spatialLayer === undefined ? NOTHING : `${layers.spatialLayer + 1}.${(layers.temporalLayer ?? 0) + 1}`,
    framesPerSecond === undefined ? NOTHING : decimal(framesPerSecond, 0),
    decimal(kilobitsPerSecond, 0),
    lossPercent === undefined ? NOTHING : worded('statistics.percent', decimal(lossPercent, 1)),
    bufferMillis === undefined ? NOTHING : worded('statistics.millis', decimal(bufferMillis, 0)),
  ];
  return element('tr', {}, element('th', { scope: 'row' }, name), ...cells.map((cell) => element('td', {}, cell)));
}
