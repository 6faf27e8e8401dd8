package dev.parley.protocol.rtcp;

import dev.parley.protocol.wire.Bytes;
import java.util.Arrays;
import java.util.Optional;

/**
 * The bytes of a {@link TransportFeedback} behind its common header and two sources: status chunks, then deltas
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01, sections 3.1.1 to 3.1.5).
 */
final class TransportFeedbackCodec {
    private static final int HEAD = 8;
    private static final int LOST = 0;
    private static final int SMALL = 1;
    private static final int LARGE = 2;

    private static final int MAX_RUN = 0x1fff;
    private static final int ONE_BIT_SYMBOLS = 14;
    private static final int TWO_BIT_SYMBOLS = 7;

    private TransportFeedbackCodec() {}

    /** Reads what stands at {@code from} to {@code end}; padding may follow the deltas. Empty when malformed. */
    static Optional<TransportFeedback> read(byte[] bytes, int from, int end, int senderSsrc, int mediaSsrc) {
        if (end - from < HEAD + 2) {
            return Optional.empty();
        }
        int statusCount = Bytes.u16(bytes, from + 2);
        if (statusCount == 0) {
            return Optional.empty();
        }
        StatusReader statuses = new StatusReader(end - from);
        int at = from + HEAD;
        int position = 0;
        while (position < statusCount) {
            if (end - at < 2) {
                return Optional.empty();
            }
            position = statuses.chunk(Bytes.u16(bytes, at), position, statusCount);
            if (position < 0) {
                return Optional.empty();
            }
            at += 2;
        }
        int[] deltas = new int[statuses.received];
        for (int i = 0; i < deltas.length; i++) {
            int size = statuses.large[i] ? 2 : 1;
            if (end - at < size) {
                return Optional.empty();
            }
            deltas[i] = size == 1 ? Bytes.u8(bytes, at) : (short) Bytes.u16(bytes, at);
            at += size;
        }
        return Optional.of(new TransportFeedback(
                senderSsrc,
                mediaSsrc,
                Bytes.u16(bytes, from),
                statusCount,
                Bytes.u24(bytes, from + 4),
                Bytes.u8(bytes, from + 7),
                Arrays.copyOf(statuses.positions, statuses.received),
                deltas));
    }

    /** Gathers the arrived packets chunk by chunk; refuses more of them than the packet has bytes for their deltas. */
    private static final class StatusReader {
        private final int limit;
        private int[] positions;
        private boolean[] large;
        private int received;

        StatusReader(int limit) {
            this.limit = limit;
            int capacity = Math.min(limit, 64);
            positions = new int[capacity];
            large = new boolean[capacity];
        }

        /** The position after the chunk, or -1 when it is malformed. */
        int chunk(int chunk, int position, int statusCount) {
            if ((chunk & 0x8000) == 0) {
                int symbol = chunk >>> 13 & 3;
                int run = Math.min(chunk & MAX_RUN, statusCount - position);
                // A run of nothing makes no progress: a packet of such chunks is nonsense.
                if (run == 0 || symbol == 3) {
                    return -1;
                }
                return symbol == LOST || add(symbol, position, run) ? position + run : -1;
            }
            int bits = (chunk & 0x4000) == 0 ? 1 : 2;
            int symbols = Math.min(bits == 1 ? ONE_BIT_SYMBOLS : TWO_BIT_SYMBOLS, statusCount - position);
            for (int i = 0; i < symbols; i++) {
                int symbol = bits == 1 ? (chunk >>> (13 - i)) & 1 : (chunk >>> (12 - 2 * i)) & 3;
                if (symbol == 3 || (symbol != LOST && !add(symbol, position + i, 1))) {
                    return -1;
                }
            }
            return position + symbols;
        }

        private boolean add(int symbol, int position, int run) {
            if (run > limit - received) {
                return false;
            }
            if (received + run > positions.length) {
                int capacity = Math.min(limit, Math.max(received + run, 2 * positions.length));
                positions = Arrays.copyOf(positions, capacity);
                large = Arrays.copyOf(large, capacity);
            }
            for (int i = 0; i < run; i++) {
                positions[received] = position + i;
                large[received] = symbol == LARGE;
                received++;
            }
            return true;
        }
    }

    /** Writes at {@code at}; returns bytes written before padding, or -1 when they do not fit in front of {@code end}. */
    static int write(TransportFeedback feedback, byte[] bytes, int at, int end) {
        if (end - at < HEAD) {
            return -1;
        }
        Bytes.put16(bytes, at, feedback.baseSequence());
        Bytes.put16(bytes, at + 2, feedback.statusCount());
        Bytes.put24(bytes, at + 4, feedback.referenceTime());
        Bytes.put8(bytes, at + 7, feedback.feedbackCount());
        int to = writeChunks(feedback, bytes, at + HEAD, end);
        if (to < 0) {
            return -1;
        }
        for (int i = 0; i < feedback.receivedCount(); i++) {
            int delta = feedback.delta(i);
            int size = symbol(delta) == SMALL ? 1 : 2;
            if (end - to < size) {
                return -1;
            }
            if (size == 1) {
                Bytes.put8(bytes, to, delta);
            } else {
                Bytes.put16(bytes, to, delta);
            }
            to += size;
        }
        return to - at;
    }

    private static int writeChunks(TransportFeedback feedback, byte[] bytes, int from, int end) {
        StatusCursor cursor = new StatusCursor(feedback);
        int at = from;
        while (cursor.remaining() > 0) {
            if (end - at < 2) {
                return -1;
            }
            Bytes.put16(bytes, at, cursor.nextChunk());
            at += 2;
        }
        return at;
    }

    private static int symbol(int delta) {
        return delta >= 0 && delta <= 0xff ? SMALL : LARGE;
    }

    /** Walks over the statuses of a feedback and packs the next of them into the chunk that takes most. */
    private static final class StatusCursor {
        private final TransportFeedback feedback;
        private int position;
        private int index;

        StatusCursor(TransportFeedback feedback) {
            this.feedback = feedback;
        }

        int remaining() {
            return feedback.statusCount() - position;
        }

        int nextChunk() {
            int first = peek(position, index);
            int run = run(first);
            if (run >= ONE_BIT_SYMBOLS || run == remaining()) {
                advance(run);
                return first << 13 | run;
            }
            int plain = plainSymbols();
            if (plain >= Math.min(ONE_BIT_SYMBOLS, remaining())) {
                return vector(0x8000, 1, ONE_BIT_SYMBOLS);
            }
            // A run as long as a two-bit vector costs the same and leaves the rest to what may suit it better.
            if (run >= TWO_BIT_SYMBOLS) {
                advance(run);
                return first << 13 | run;
            }
            return vector(0xc000, 2, TWO_BIT_SYMBOLS);
        }

        private int vector(int head, int bits, int symbols) {
            int chunk = head;
            int count = Math.min(symbols, remaining());
            for (int i = 0; i < count; i++) {
                chunk |= peek(position, index) << (bits * (symbols - 1 - i));
                advance(1);
            }
            return chunk;
        }

        /** How many statuses from here on, up to a one-bit vector's worth, need no second bit. */
        private int plainSymbols() {
            int i = index;
            int limit = Math.min(ONE_BIT_SYMBOLS, remaining());
            for (int p = 0; p < limit; p++) {
                int symbol = peek(position + p, i);
                if (symbol == LARGE) {
                    return p;
                }
                i += symbol == LOST ? 0 : 1;
            }
            return limit;
        }

        private int run(int symbol) {
            int limit = Math.min(MAX_RUN, remaining());
            if (symbol == LOST) {
                boolean nothingMore = index == feedback.receivedCount();
                return nothingMore ? limit : Math.min(limit, feedback.position(index) - position);
            }
            int run = 0;
            while (run < limit && peek(position + run, index + run) == symbol) {
                run++;
            }
            return run;
        }

        private int peek(int at, int next) {
            boolean arrived = next < feedback.receivedCount() && feedback.position(next) == at;
            return arrived ? symbol(feedback.delta(next)) : LOST;
        }

        private void advance(int count) {
            position += count;
            while (index < feedback.receivedCount() && feedback.position(index) < position) {
                index++;
            }
        }
    }
}
