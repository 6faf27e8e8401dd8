/** What is known of one stream of sound or pictures over the last moments. */
export interface StreamFigures {
  readonly kind: 'audio' | 'video';
  /** As it went over the network, headers aside. */
  readonly kilobitsPerSecond: number;
  /** Of the packets of the last moments, from 0 to 100; what was repaired counts as lost no more. */
  readonly lossPercent?: number;
  readonly width?: number;
  readonly height?: number;
  readonly framesPerSecond?: number;
  /** How long sound or pictures wait before they are played. */
  readonly bufferMillis?: number;
  readonly codec?: string;
  /** What keeps one's own picture from being better. */
  readonly limit?: 'cpu' | 'bandwidth';
}

/** The way to the server. */
export interface PathFigures {
  readonly protocol?: 'udp' | 'tcp';
  readonly rttMillis?: number;
  /** What the browser thinks it may send. */
  readonly availableKilobits?: number;
}

/** The part of `RTCStatsReport` that is used here. */
export interface Report {
  forEach(visit: (entry: Entry) => void): void;
}

type Entry = Readonly<Record<string, unknown>>;

interface Counters {
  readonly atMillis: number;
  readonly bytes: number;
  readonly packets: number;
  readonly lost: number;
  readonly bufferSeconds: number;
  readonly emitted: number;
}

/** Makes figures of the last moments from the counters of two reports of the same transport. */
export class StatisticsReader {
  #before = new Map<string, Counters>();

  /** The figures of each stream, by the id of its track; those that are new have none yet. */
  read(report: Report): { streams: ReadonlyMap<string, StreamFigures>; path: PathFigures } {
    const entries = new Map<string, Entry>();
    report.forEach((entry) => entries.set(String(entry['id']), entry));
    const streams = new Map<string, StreamFigures>();
    const now = new Map<string, Counters>();
    for (const [id, entry] of entries) {
      const track = trackOf(entry, entries);
      if (track === undefined) {
        continue;
      }
      const counters = countersOf(entry, remoteOf(id, entries));
      const before = this.#before.get(id);
      now.set(id, counters);
      if (before && counters.atMillis > before.atMillis) {
        const figures = figuresOf(entry, entries, before, counters);
        const others = streams.get(track);
        streams.set(track, others ? together(others, figures) : figures);
      }
    }
    this.#before = now;
    return { streams, path: pathOf(entries) };
  }
}

function trackOf(entry: Entry, entries: ReadonlyMap<string, Entry>): string | undefined {
  if (entry['type'] === 'inbound-rtp') {
    return text(entry['trackIdentifier']);
  }
  return entry['type'] === 'outbound-rtp' ? text(entries.get(String(entry['mediaSourceId']))?.['trackIdentifier']) : undefined;
}

/** What the server reported of a stream that we send. */
function remoteOf(id: string, entries: ReadonlyMap<string, Entry>): Entry | undefined {
  return [...entries.values()].find((entry) => entry['type'] === 'remote-inbound-rtp' && entry['localId'] === id);
}

function countersOf(entry: Entry, remote: Entry | undefined): Counters {
  const sent = entry['type'] === 'outbound-rtp';
  return {
    atMillis: number(entry['timestamp']),
    bytes: number(entry[sent ? 'bytesSent' : 'bytesReceived']),
    packets: number(entry[sent ? 'packetsSent' : 'packetsReceived']),
    lost: number(sent ? remote?.['packetsLost'] : entry['packetsLost']),
    bufferSeconds: number(entry['jitterBufferDelay']),
    emitted: number(entry['jitterBufferEmittedCount']),
  };
}

function figuresOf(entry: Entry, entries: ReadonlyMap<string, Entry>, before: Counters, now: Counters): StreamFigures {
  const seconds = (now.atMillis - before.atMillis) / 1_000;
  const sent = entry['type'] === 'outbound-rtp';
  const lost = Math.max(0, now.lost - before.lost);
  // What was sent includes what got lost, what was received does not.
  const all = now.packets - before.packets + (sent ? 0 : lost);
  const emitted = now.emitted - before.emitted;
  const limit = entry['qualityLimitationReason'];
  const codec = text(entries.get(String(entry['codecId']))?.['mimeType'])?.split('/')[1];
  return {
    kind: entry['kind'] === 'video' ? 'video' : 'audio',
    kilobitsPerSecond: (Math.max(0, now.bytes - before.bytes) * 8) / 1_000 / seconds,
    ...(all > 0 ? { lossPercent: Math.min(100, (100 * lost) / all) } : {}),
    ...(emitted > 0 ? { bufferMillis: ((now.bufferSeconds - before.bufferSeconds) / emitted) * 1_000 } : {}),
    ...(typeof entry['frameWidth'] === 'number' ? { width: entry['frameWidth'], height: number(entry['frameHeight']) } : {}),
    ...(typeof entry['framesPerSecond'] === 'number' ? { framesPerSecond: entry['framesPerSecond'] } : {}),
    ...(codec === undefined ? {} : { codec }),
    ...(sent && (limit === 'cpu' || limit === 'bandwidth') ? { limit } : {}),
  };
}

/** Of several encodings of one track: what all of them cost, and what the best of them shows. */
function together(a: StreamFigures, b: StreamFigures): StreamFigures {
  const [small, large] = sizeOf(a) <= sizeOf(b) ? [a, b] : [b, a];
  const losses = [a, b].flatMap(({ lossPercent }) => lossPercent ?? []);
  return {
    ...small,
    ...large,
    kilobitsPerSecond: a.kilobitsPerSecond + b.kilobitsPerSecond,
    ...(losses.length > 0 ? { lossPercent: Math.max(...losses) } : {}),
  };
}

/** An encoding that is switched off shows nothing, whatever size it once had. */
function sizeOf({ kilobitsPerSecond, width = 0 }: StreamFigures): number {
  return kilobitsPerSecond > 0 ? width : 0;
}

function pathOf(entries: ReadonlyMap<string, Entry>): PathFigures {
  const all = [...entries.values()];
  const selected = all.find((entry) => entry['type'] === 'transport')?.['selectedCandidatePairId'];
  // Firefox has no entry for the transport.
  const pair = entries.get(String(selected)) ?? all.find((entry) => entry['type'] === 'candidate-pair' && entry['nominated'] === true);
  const protocol = entries.get(String(pair?.['localCandidateId']))?.['protocol'];
  const [rtt, available] = [pair?.['currentRoundTripTime'], pair?.['availableOutgoingBitrate']];
  return {
    ...(protocol === 'udp' || protocol === 'tcp' ? { protocol } : {}),
    ...(typeof rtt === 'number' ? { rttMillis: rtt * 1_000 } : {}),
    ...(typeof available === 'number' ? { availableKilobits: available / 1_000 } : {}),
  };
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
