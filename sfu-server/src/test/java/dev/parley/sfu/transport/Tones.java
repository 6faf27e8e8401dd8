package dev.parley.sfu.transport;

import dev.parley.protocol.rtp.RtpHeaderWriter;
import java.util.Arrays;

/** The packets of a publisher's microphone. */
final class Tones {
    private static final int PAYLOAD_TYPE = 111;
    private static final int PAYLOAD_LENGTH = 80;
    private static final int TICKS = 960;

    private Tones() {}

    /** The packet with this sequence number, 20 ms after the one before. */
    static byte[] packet(int sequence) {
        byte[] buffer = new byte[200];
        RtpHeaderWriter header = new RtpHeaderWriter();
        header.start(buffer, 0, PAYLOAD_TYPE, false, sequence, sequence * TICKS, (int) MediaTracks.MICROPHONE_SSRC);
        header.extension8(1, 0x80 | 37);
        int length = header.finish();
        Arrays.fill(buffer, length, length + PAYLOAD_LENGTH, (byte) 0x5a);
        return Arrays.copyOf(buffer, length + PAYLOAD_LENGTH);
    }
}
