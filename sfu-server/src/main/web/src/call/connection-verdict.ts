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

const NAMES: Record<Way, string> = { udp: 'Direct (UDP)', tcp: 'Detour (TCP)' };

/** What to say of one way. */
export function waySentence(way: Way, result: WayResult | undefined): string {
  return `${NAMES[way]}: ${result ? outcomeSentence(result) : 'testing…'}`;
}

function outcomeSentence(result: WayResult): string {
  switch (result.outcome) {
    case 'works': {
      const time = result.rttMillis === undefined ? '' : `, ${Math.max(1, Math.round(result.rttMillis))} ms there and back`;
      const loss = result.lossPercent < 0.05 ? 'nothing lost' : `${result.lossPercent.toFixed(1)} % lost`;
      return `works${time}, ${loss}.`;
    }
    case 'blocked':
      return 'does not get through.';
    case 'not-offered':
      return 'is not offered by this server.';
    case 'not-allowed':
      return 'cannot be tested without an invitation.';
    case 'unreachable':
      return 'the server does not answer.';
  }
}

/** From this share of lost packets on a voice is hard to follow. */
const MUCH_LOSS_PERCENT = 5;
/** From this delay on people begin to talk at the same time. */
const LONG_RTT_MILLIS = 400;

/** What both ways mean for a call. */
export function verdict(udp: WayResult, tcp: WayResult): string {
  const best = udp.outcome === 'works' ? udp : tcp;
  if (best.outcome === 'works') {
    if (best.lossPercent >= MUCH_LOSS_PERCENT || (best.rttMillis ?? 0) >= LONG_RTT_MILLIS) {
      return 'Calls work, but your line is poor: come nearer to the router, or use a cable.';
    }
    return best === udp || udp.outcome === 'not-offered'
      ? 'Your connection is ready for calls.'
      : 'Calls work, but your network blocks the direct way: sound and picture may stall where a cable or another network would not.';
  }
  if (udp.outcome === 'not-allowed' || tcp.outcome === 'not-allowed') {
    return 'The server is there. It tests connections only for rooms that are open to everyone.';
  }
  if (udp.outcome === 'unreachable' && tcp.outcome === 'unreachable') {
    return 'The server does not answer. Check your network, then try again.';
  }
  return 'The server is there, but sound and picture do not get through. A firewall may be in the way: try another network.';
}
