package dev.parley.sfu.configuration;

/**
 * How media over UDP is read and sent. Each step saves system calls, all but {@code byConsumer} on Linux only, and can be
 * turned off by itself.
 *
 * @param readBurst 1 to {@value #MAX_READ_BURST}: datagrams read by one {@code recvmmsg(2)}; 1 is reading by Netty
 * @param sendBatch whether all that leaves in one pass of a worker's loop is sent by one {@code sendmmsg(2)}
 * @param segments 1 to {@value #MAX_SEGMENTS}: the most datagrams to one client that are handed to the kernel in one
 *     piece ({@code UDP_SEGMENT}); 1 is one by one
 * @param gatherMicros 0 to {@value #MAX_GATHER_MICROS}: how long the first packets of a picture wait for the
 *     others, and while packets come often whole pictures for sound to leave with
 * @param byConsumer whether what was read together is forwarded consumer by consumer, else packet by packet
 * @param equalSizes whether packets of pictures that differ a little in length are padded to one length
 */
public record UdpSettings(
        int readBurst, boolean sendBatch, int segments, int gatherMicros, boolean byConsumer, boolean equalSizes) {
    /** What is used when nothing is set. */
    public static final UdpSettings USUAL = new UdpSettings(32, true, 16, 1_000, true, true);

    /** Two kilobytes each. */
    public static final int MAX_READ_BURST = 128;

    /** What every kernel that can do it takes at least. */
    public static final int MAX_SEGMENTS = 64;

    /** A millisecond is not noticed. */
    public static final int MAX_GATHER_MICROS = 1_000;

    /** @throws WrongSettingException naming what is wrong */
    public UdpSettings {
        ServerConfiguration.requireRange(Setting.UDP_READ_BURST, readBurst, 1, MAX_READ_BURST);
        ServerConfiguration.requireRange(Setting.UDP_SEGMENTS, segments, 1, MAX_SEGMENTS);
        ServerConfiguration.requireRange(Setting.UDP_GATHER_MICROS, gatherMicros, 0, MAX_GATHER_MICROS);
    }

    UdpSettings withReadBurst(int value) {
        return new UdpSettings(value, sendBatch, segments, gatherMicros, byConsumer, equalSizes);
    }

    UdpSettings withSendBatch(boolean value) {
        return new UdpSettings(readBurst, value, segments, gatherMicros, byConsumer, equalSizes);
    }

    UdpSettings withSegments(int value) {
        return new UdpSettings(readBurst, sendBatch, value, gatherMicros, byConsumer, equalSizes);
    }

    UdpSettings withGatherMicros(int value) {
        return new UdpSettings(readBurst, sendBatch, segments, value, byConsumer, equalSizes);
    }

    UdpSettings withByConsumer(boolean value) {
        return new UdpSettings(readBurst, sendBatch, segments, gatherMicros, value, equalSizes);
    }

    UdpSettings withEqualSizes(boolean value) {
        return new UdpSettings(readBurst, sendBatch, segments, gatherMicros, byConsumer, value);
    }
}
