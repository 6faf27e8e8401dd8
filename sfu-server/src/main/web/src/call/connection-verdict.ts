import { decimal, worded, type Worded } from '../text.ts';

/** How media goes to the server and back. */
export type Way = 'udp' | 'tcp';

export type WayResult =
  | { readonly outcome: 'works'; readonly rttMillis: number | undefined; readonly lossPercent: number }
  /** The server is there, but media does not get through. */
  | { readonly outcome: 'blocked' }
  /** The server does not offer it. */
  | { readonly outcome: 'not-offered' }
  /** The server lets nobody in without an invitation, not even to a room of one's own. */
  | { readonly outcome: 'not-allowed' }
  | { readonly outcome: 'unreachable' };

/** What to say of one way. */
export function waySentence(way: Way, result: WayResult | undefined): Worded {
  const outcome = result ? outcomeSentence(result) : worded('web.test.testing');
  return way === 'udp' ? worded('web.test.udp', outcome) : worded('web.test.tcp', outcome);
}

function outcomeSentence(result: WayResult): Worded {
  switch (result.outcome) {
    case 'works': {
      const loss = result.lossPercent < 0.05 ? worded('web.test.nothing-lost') : worded('web.test.lost', decimal(result.lossPercent, 1));
      return result.rttMillis === undefined
        ? worded('web.test.works', loss)
        : worded('web.test.works-time', Math.max(1, Math.round(result.rttMillis)), loss);
    }
    case 'blocked':
      return worded('web.test.blocked');
    case 'not-offered':
      return worded('web.test.not-offered');
    case 'not-allowed':
      return worded('web.test.not-allowed');
    case 'unreachable':
      return worded('web.test.unreachable');
  }
}

/** From this share of lost packets on a voice is hard to follow. */
const MUCH_LOSS_PERCENT = 5;
/** From this delay on people begin to talk at the same time. */
const LONG_RTT_MILLIS = 400;

/** What both ways mean for a call. */
export function verdict(udp: WayResult, tcp: WayResult): Worded {
  const best = udp.outcome === 'works' ? udp : tcp;
  if (best.outcome === 'works') {
    if (best.lossPercent >= MUCH_LOSS_PERCENT || (best.rttMillis ?? 0) >= LONG_RTT_MILLIS) {
      return worded('web.verdict.poor');
    }
    return best === udp || udp.outcome === 'not-offered'
      ? worded('web.verdict.ready')
      : worded('web.verdict.detour');
  }
  if (udp.outcome === 'not-allowed' || tcp.outcome === 'not-allowed') {
    return worded('web.verdict.not-allowed');
  }
  if (udp.outcome === 'unreachable' && tcp.outcome === 'unreachable') {
    return worded('web.verdict.unreachable');
  }
  return worded('web.verdict.firewall');
}
