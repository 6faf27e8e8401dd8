package dev.parley.sfu.router;

import dev.parley.protocol.rtp.RtpPadding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds which packets of a burst could leave in one piece, and says to each how much it is too short for that. The kernel
 * wants packets of one length, of which only the last may be shorter; so the longest go first, as far as the order within a
 * stream allows, some are padded, and sound, which never is, goes last. Router by router: no client gets from two.
 */
final class EqualLengths {
    /** Of all the bytes of a piece, at most this part is padding. */
    private static final int SHARE = 16;

    /** What can be padded at all, less what rounding and the headers of its consumer may need. */
    private static final int MOST = RtpPadding.MAXIMUM - 16;

    private static final Comparator<Route> LONGEST_FIRST =
            Comparator.comparingInt(Route::firstLength).reversed();

    private static final Comparator<Route> ROUTER_BY_ROUTER =
            Comparator.<Route>comparingInt(route -> route.routerNumber).thenComparing(LONGEST_FIRST);

    private final List<BurstPacket> packets = new ArrayList<>(ReadBurst.CAPACITY);

    /** Orders the routes and looks at what they hold. */
    void plan(List<Route> routes) {
        routes.sort(ROUTER_BY_ROUTER);
        for (int i = 0; i < routes.size(); i++) {
            Route route = routes.get(i);
            if (i > 0 && route.routerNumber != routes.get(i - 1).routerNumber) {
                planPieces();
            }
            route.addTo(packets);
        }
        planPieces();
    }

    private void planPieces() {
        int first = 0;
        while (first < packets.size()) {
            first = piece(first);
        }
        packets.clear();
    }

    /** Makes a piece of the packets from this one on; the index of the first that is not of it. */
    private int piece(int first) {
        int longest = length(first);
        int shortest = longest;
        int before = longest;
        int end = first + 1;
        while (end < packets.size() && packets.get(end - 1).padded()) {
            int next = length(end);
            int segment = Math.max(longest, next);
            // All but the last are padded to the longest.
            int padding = (end - first) * segment - before;
            if (padding * SHARE > before + next || segment - shortest > MOST) {
                break;
            }
            longest = segment;
            shortest = Math.min(shortest, next);
            before += next;
            end++;
        }
        for (int i = first; i < end - 1; i++) {
            packets.get(i).packet().shortBy(longest - length(i));
        }
        return end;
    }

    private int length(int index) {
        return packets.get(index).packet().rtp().payloadLength();
    }
}
