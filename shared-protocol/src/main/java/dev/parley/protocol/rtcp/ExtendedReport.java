package dev.parley.protocol.rtcp;

import java.util.List;

/**
 * Extended report (RFC 3611), of which Parley reads the two blocks that measure a receiver's round trip.
 *
 * @param ssrc of the one who reports
 */
public record ExtendedReport(int ssrc, List<Block> blocks) implements RtcpPacket {
    static final int TYPE = 207;

    public ExtendedReport {
        blocks = List.copyOf(blocks);
    }

    /** One report block (RFC 3611, section 3). */
    public sealed interface Block permits ReceiverReferenceTime, Dlrr, UnknownBlock {}

    /** When the receiver sent this (RFC 3611, section 4.4); 64-bit NTP time. */
    public record ReceiverReferenceTime(long ntpTime) implements Block {
        static final int TYPE = 4;
    }

    /** The answers to reference times (RFC 3611, section 4.5). */
    public record Dlrr(List<DlrrEntry> entries) implements Block {
        static final int TYPE = 5;

        public Dlrr {
            entries = List.copyOf(entries);
        }
    }

    /**
     * The answer to one receiver.
     *
     * @param lastReceiverReport middle 32 bits of the NTP time of its last reference time
     * @param delaySinceLastReceiverReport in 1/65536 s
     */
    public record DlrrEntry(int ssrc, int lastReceiverReport, int delaySinceLastReceiverReport) {}

    /**
     * A block of another type, passed over.
     *
     * @param length bytes it had, with its head
     */
    public record UnknownBlock(int type, int length) implements Block {}
}
