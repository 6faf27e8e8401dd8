package dev.parley.desktop.codec;

import dev.parley.desktop.picture.BgraConverter;
import dev.parley.desktop.picture.Colours;
import dev.parley.desktop.picture.Picture;
import dev.parley.desktop.picture.PicturePool;
import dev.parley.desktop.picture.PictureScaler;
import dev.parley.desktop.picture.Scenes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Prints what one picture costs in thread CPU time. Not a test: {@code java … dev.parley.desktop.codec.VideoMeasurement}. */
public final class VideoMeasurement {
    private static final int PICTURES = 60;

    private VideoMeasurement() {}

    /** Thread CPU time per run in ms, after as many runs that warm up. */
    private static double millis(int runs, Runnable work) {
        for (int i = 0; i < runs; i++) {
            work.run();
        }
        var threads = ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < runs; i++) {
            work.run();
        }
        return (threads.getCurrentThreadCpuTime() - began) / 1e6 / runs;
    }

    static void main() {
        var codecs = new LibvpxCodecs(LibvpxLibrary.load().orElseThrow());
        System.out.println(codecs.name());
        for (int[] size : new int[][] {{320, 180, 200}, {640, 360, 500}, {1280, 720, 1500}}) {
            for (int speed : new int[] {6, 8, 12}) {
                measure(codecs, speed, size[0], size[1], size[2] * 1000L);
            }
        }
        conversions();
        pureJava();
    }

    private static void measure(LibvpxCodecs codecs, int speed, int width, int height, long bits) {
        var scenes = new Scenes(width, height);
        List<Picture> pictures = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            pictures.add(scenes.picture(i));
        }
        List<byte[]> coded = new ArrayList<>();
        var pool = new PicturePool();
        try (VideoEncoder encoder = new LibvpxEncoder(codecs.libvpx(), speed);
                VideoDecoder decoder = codecs.decoder()) {
            encoder.rate(bits, 30);
            int[] at = new int[1];
            double encode = millis(4 * PICTURES, () -> {
                int i = at[0]++;
                Picture from = pictures.get(i / PICTURES % 2 == 0 ? i % PICTURES : PICTURES - 1 - i % PICTURES);
                Picture picture = pool.take(width, height, i * 1_000_000_000L / 30);
                MemorySegment.copy(
                        from.bytes(), 0, picture.bytes(), 0, from.bytes().byteSize());
                EncodedPicture out = encoder.encode(picture, false);
                picture.release();
                if (out != null) {
                    coded.add(java.util.Arrays.copyOf(out.bytes(), out.length()));
                }
            });
            int[] next = new int[1];
            double decode = millis(
                    coded.size() / 2,
                    () -> Objects.requireNonNull(decoder.decode(coded.get(next[0]), 0, coded.get(next[0]++).length, 0))
                            .release());
            long bytes = coded.stream().mapToLong(b -> b.length).sum();
            System.out.printf(
                    "%dx%d speed %d: encode %.2f ms, decode %.2f ms, %d of %d coded, %d kbit/s%n",
                    width,
                    height,
                    speed,
                    encode,
                    decode,
                    coded.size(),
                    8 * PICTURES,
                    bytes * 8 * 30 / 8 / PICTURES / 1000);
        }
    }

    private static void conversions() {
        var converter = new BgraConverter();
        var scaler = new PictureScaler();
        var colours = new Colours();
        MemorySegment out = Arena.global().allocate(1280 * 720 * 4L);
        Picture large = new Scenes(1280, 720).picture(0);
        Picture middle = new Scenes(640, 360).picture(0);
        Picture into = new PicturePool().take(1280, 720, 0);
        for (int[] to : new int[][] {{1280, 720}, {960, 540}, {640, 360}, {426, 240}, {320, 180}}) {
            double millis = millis(400, () -> converter.convert(large, out, to[0], to[1], false));
            System.out.printf("720p to BGRA %dx%d: %.2f ms%n", to[0], to[1], millis);
        }
        for (int[] to : new int[][] {{640, 360}, {426, 240}, {320, 180}}) {
            double millis = millis(400, () -> converter.convert(middle, out, to[0], to[1], false));
            System.out.printf("360p to BGRA %dx%d: %.2f ms%n", to[0], to[1], millis);
        }
        for (int[] to : new int[][] {{960, 540}, {640, 360}, {320, 180}}) {
            double millis = millis(400, () -> scaler.scale(large, to[0], to[1]).release());
            System.out.printf("720p to I420 %dx%d: %.2f ms%n", to[0], to[1], millis);
        }
        System.out.printf("720p RGB24 to I420: %.2f ms%n", millis(400, () -> colours.rgb24(out, 1280 * 3, into)));
    }

    private static void pureJava() {
        var codecs = VideoCodecs.find(Optional.of("jcodec"));
        Picture small = new Scenes(320, 180).picture(0);
        try (VideoEncoder encoder = codecs.encoder();
                VideoDecoder decoder = codecs.decoder();
                VideoEncoder libvpx = VideoCodecs.find(Optional.of("libvpx")).encoder()) {
            encoder.rate(300_000, 10);
            System.out.printf("JCodec encode 320x180: %.1f ms%n", millis(60, () -> encoder.encode(small, true)));
            for (int height : new int[] {180, 360, 720}) {
                libvpx.rate(height * 1000L, 30);
                Picture picture = new Scenes(height * 16 / 9, height).picture(0);
                EncodedPicture key = Objects.requireNonNull(libvpx.encode(picture, true));
                System.out.printf(
                        "JCodec decode %dp key frame: %.1f ms%n",
                        height,
                        millis(
                                20,
                                () -> Objects.requireNonNull(decoder.decode(key.bytes(), 0, key.length(), 0))
                                        .release()));
            }
        }
    }
}
