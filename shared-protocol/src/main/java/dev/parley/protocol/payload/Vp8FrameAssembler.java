package dev.parley.protocol.payload;

import dev.parley.protocol.wire.SequenceUnwrapper;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Puts VP8 pictures together again from RTP payloads that come in any order, and says which of them can be decoded:
 * those that follow without a gap what was decoded before, and, across a gap, key frames and pictures of the temporal
 * base layer of which none is missing. How long to wait before a gap is crossed is the caller's affair: see {@link
 * #next} and {@link #acrossGap}.
 *
 * <p>Sans-IO and not thread-safe. Keeps at most {@value #CAPACITY} packets.
 */
public final class Vp8FrameAssembler {
    /** Nothing is missing, see {@link #gapSince}. */
    public static final long NO_GAP = Long.MIN_VALUE;

    private static final int CAPACITY = 2048;
    private static final int MAX_FREE = 256;
    private static final int MAX_LATE = 100;

    private final Vp8Descriptor descriptor = new Vp8Descriptor();
    private SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    private final @Nullable Vp8Packet[] packets = new Vp8Packet[CAPACITY];
    private final Deque<Vp8Packet> free = new ArrayDeque<>();
    private final Vp8TemporalLayers layers = new Vp8TemporalLayers();

    /** The first sequence number not yet handed out; -1 before the first packet. */
    private long next = -1;

    private boolean handedOut;
    private int lateInARow;
    /** The first sequence number from {@link #next} on that is missing. */
    private long missing;

    private long highest;
    /** Whether what comes next can be decoded only when it is a key frame. */
    private boolean needsKeyFrame = true;

    private long newestArrival = Long.MIN_VALUE;
    private long gapAt;
    private long gapSince = NO_GAP;

    /**
     * Takes one payload; copies it. One that came before, is too late or no VP8 is dropped, except that an empty one
     * (padding) fills its place.
     *
     * @param sequence 0 to 65535
     * @param rtpTimestamp the low 32 bits count
     * @param arrivalNanos any clock that does not go back
     * @return whether it was of use
     */
    public boolean insert(
            byte[] buffer,
            int payloadOffset,
            int payloadLength,
            int sequence,
            long rtpTimestamp,
            boolean marker,
            long arrivalNanos) {
        boolean empty = payloadLength == 0;
        if (!empty && !descriptor.parse(buffer, payloadOffset, payloadLength)) {
            return false;
        }
        long unwrapped = unwrapper.unwrap(sequence);
        if (next < 0) {
            next = unwrapped;
            missing = unwrapped;
            highest = unwrapped;
        } else if (unwrapped < next) {
            if (handedOut || highest - unwrapped >= CAPACITY) {
                return late();
            }
            next = unwrapped; // the first packets came out of order
            missing = unwrapped;
        } else if (unwrapped >= next + CAPACITY) {
            forgetBefore(unwrapped); // so much is missing that nothing of before is of use
        }
        int slot = slot(unwrapped);
        if (packets[slot] != null) {
            return false;
        }
        Vp8Packet packet = free.isEmpty() ? new Vp8Packet() : free.pop();
        packet.timestamp = (int) rtpTimestamp;
        packet.marker = marker;
        packet.arrival = arrivalNanos;
        if (empty) {
            packet.fill();
        } else {
            packet.take(descriptor, buffer, payloadOffset, payloadLength);
        }
        packets[slot] = packet;
        lateInARow = 0;
        highest = Math.max(highest, unwrapped);
        newestArrival = Math.max(newestArrival, arrivalNanos);
        lookForGap();
        return true;
    }

    /** When nothing but late packets comes, the sender counts anew, from a lower number. */
    private boolean late() {
        if (++lateInARow >= MAX_LATE) {
            reset();
            lateInARow = 0;
            handedOut = false;
            next = -1;
            unwrapper = new SequenceUnwrapper();
        }
        return false;
    }

    private void forgetBefore(long sequence) {
        for (long at = next; at <= highest; at++) {
            release(at);
        }
        next = sequence;
        missing = sequence;
        highest = sequence;
        needsKeyFrame = true;
    }

    private void lookForGap() {
        while (missing <= highest && packets[slot(missing)] != null) {
            missing++;
        }
        if (missing > highest) {
            gapSince = NO_GAP;
        } else if (gapSince == NO_GAP || gapAt != missing) {
            gapAt = missing;
            gapSince = newestArrival;
        }
    }

    /** Since when something is missing that later packets came after; {@link #NO_GAP} when nothing is. */
    public long gapSince() {
        return gapSince;
    }

    /** Whether nothing but a key frame is of use: at the beginning, and when too much was lost. */
    public boolean needsKeyFrame() {
        return needsKeyFrame;
    }

    /** What was handed out last could not be decoded: nothing but a key frame is of use. */
    public void broken() {
        needsKeyFrame = true;
    }

    /** Forgets all packets and begins anew with a key frame, at whatever sequence number it has. */
    public void reset() {
        if (next >= 0) {
            for (long at = next; at <= highest; at++) {
                release(at);
            }
            handedOut = true; // what comes late of before stays unwelcome
            next = highest + 1;
            missing = next;
            highest = next - 1;
        }
        needsKeyFrame = true;
        gapSince = NO_GAP;
    }

    /**
     * The next picture, complete and without a gap before it; null when there is none. Stays until {@link #take}. What
     * can never be decoded is dropped on the way.
     */
    public @Nullable Found next() {
        while (next >= 0 && next < missing) {
            Vp8Packet first = at(next);
            if (first == null) {
                return null;
            }
            if (first.filler) {
                drop(next, next);
                continue;
            }
            long last = lastOf(next);
            if (last < 0) {
                return null;
            }
            if (first.start && usable(first)) {
                return found(next, last);
            }
            if (!first.start) {
                needsKeyFrame = true; // the beginning was lost without a gap: never seen of a sender in order
            }
            drop(next, last);
        }
        return null;
    }

    private boolean usable(Vp8Packet first) {
        return first.key || (!needsKeyFrame && layers.usable(first.temporalId, first.layerSync));
    }

    /**
     * The newest picture behind a gap that can be decoded although something before it is missing; null when there is
     * none. Stays until {@link #take}.
     */
    public @Nullable Found acrossGap() {
        if (gapSince == NO_GAP) {
            return null;
        }
        Found found = null;
        for (long at = missing + 1; at <= highest; at++) {
            Vp8Packet packet = packets[slot(at)];
            if (packet == null || packet.filler || !packet.start) {
                continue;
            }
            boolean follows = found == null && !needsKeyFrame && layers.followsBase(packet);
            if (!packet.key && !follows) {
                continue;
            }
            long last = lastOf(at);
            if (last >= 0) {
                found = found(at, last);
                at = last;
            }
        }
        return found;
    }

    private Found found(long first, long last) {
        Vp8Packet begin = packet(first);
        long complete = begin.arrival;
        for (long at = first + 1; at <= last; at++) {
            complete = Math.max(complete, packet(at).arrival);
        }
        return new Found(first, last, begin.key, begin.timestamp & 0xffff_ffffL, complete);
    }

    /** The last packet of the picture that begins here; -1 when not all of it is there. */
    private long lastOf(long first) {
        int timestamp = packet(first).timestamp;
        for (long at = first; at <= highest; at++) {
            Vp8Packet packet = packets[slot(at)];
            if (packet == null) {
                return -1;
            }
            if (!packet.filler && at != first && packet.timestamp != timestamp) {
                return at - 1; // a sender without markers
            }
            if (packet.marker && packet.timestamp == timestamp) {
                return at;
            }
        }
        return -1;
    }

    /** Hands a picture out for decoding; what came before it is forgotten. */
    public byte[] take(Found found) {
        if (found.first < next) {
            throw new IllegalArgumentException("taken before");
        }
        Vp8Packet begin = packet(found.first);
        boolean jumped = found.first > missing;
        needsKeyFrame = false;
        layers.took(begin, jumped);
        int length = 0;
        for (long at = found.first; at <= found.last; at++) {
            length += packet(at).length;
        }
        byte[] frame = new byte[length];
        int to = 0;
        for (long at = found.first; at <= found.last; at++) {
            Vp8Packet packet = packet(at);
            System.arraycopy(packet.bytes, 0, frame, to, packet.length);
            to += packet.length;
        }
        drop(next, found.last);
        if (jumped) {
            missing = next;
            gapSince = NO_GAP;
            lookForGap();
        }
        return frame;
    }

    private void drop(long from, long to) {
        for (long at = from; at <= to; at++) {
            release(at);
        }
        next = to + 1;
        handedOut = true;
    }

    private void release(long sequence) {
        int slot = slot(sequence);
        Vp8Packet packet = packets[slot];
        if (packet != null) {
            packets[slot] = null;
            if (free.size() < MAX_FREE) {
                free.push(packet);
            }
        }
    }

    private static int slot(long sequence) {
        return (int) (sequence & (CAPACITY - 1));
    }

    private @Nullable Vp8Packet at(long sequence) {
        return packets[slot(sequence)];
    }

    private Vp8Packet packet(long sequence) {
        Vp8Packet packet = packets[slot(sequence)];
        if (packet == null) {
            throw new IllegalStateException("no packet " + sequence);
        }
        return packet;
    }

    /**
     * A picture that is complete and can be decoded.
     *
     * @param first its first packet
     * @param last its last packet
     * @param key whether it is a key frame
     * @param rtpTimestamp 0 to 2^32 - 1
     * @param completeNanos when the last of its packets came
     */
    public record Found(long first, long last, boolean key, long rtpTimestamp, long completeNanos) {}
}
