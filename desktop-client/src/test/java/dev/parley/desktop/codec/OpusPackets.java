package dev.parley.desktop.codec;

import java.util.Arrays;
import java.util.function.IntFunction;

/** 20 s of sound in packets of 20 ms, to be sent again and again: coding it each time would take most of a test's time. */
public final class OpusPackets {
    private static final int FRAME = AudioEncoder.FRAME;
    private static final int COUNT = 1000;

    private OpusPackets() {}

    /** 440 Hz at -12 dBFS. */
    public static byte[][] tone() {
        return packets(10, false, frame -> Tones.sine(440, -12, frame * FRAME, FRAME));
    }

    /** Somebody who speaks all the time, with redundancy for a loss of 10 %. */
    public static byte[][] voice() {
        return voice(10);
    }

    /** Somebody who speaks all the time, with redundancy for this loss. */
    public static byte[][] voice(int lossPercent) {
        return packets(lossPercent, false, speaker());
    }

    /** Somebody who is silent for 2 s of every 4. */
    public static byte[][] voiceWithSilence() {
        return packets(10, true, speaker());
    }

    private static IntFunction<short[]> speaker() {
        var voice = new Voice(140, 1);
        return frame -> voice.next(FRAME);
    }

    private static byte[][] packets(int lossPercent, boolean silences, IntFunction<short[]> sound) {
        try (var encoder = AudioCodecs.find().encoder()) {
            encoder.packetLoss(lossPercent);
            var packets = new byte[COUNT][];
            var packet = new byte[AudioEncoder.MAX_BYTES];
            for (int i = 0; i < packets.length; i++) {
                boolean silence = silences && i / 100 % 2 == 1; // 2 s of every 4
                encoder.dtx(silence);
                short[] pcm = sound.apply(i);
                packets[i] = Arrays.copyOf(packet, encoder.encode(silence ? new short[FRAME] : pcm, packet));
            }
            return packets;
        }
    }
}
