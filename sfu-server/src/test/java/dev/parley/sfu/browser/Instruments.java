package dev.parley.sfu.browser;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What one page shows, hears and sends, read from its elements and its peer connections. */
final class Instruments {
    private final BrowserPage page;

    Instruments(BrowserPage page) {
        this.page = page;
    }

    /**
     * What arrived so far for the tracks that play in one container.
     *
     * @param width of the picture shown, in pixels; 0 before the first frame
     * @param freezes counted by the browser's own measure
     * @param videoBytes without headers
     * @param audioEnergy squared and summed over the seconds played; does not grow in silence
     * @param videoCodec MIME type, empty before the first packet
     */
    record Reception(
            int width,
            int height,
            long framesDecoded,
            long keyFramesDecoded,
            long freezes,
            long videoBytes,
            long audioBytes,
            double audioEnergy,
            String videoCodec) {}

    /**
     * A picture, in values of 0 to 255.
     *
     * @param mean of the luminance; 0 is black
     * @param deviation of the luminance; 0 for a picture of one brightness
     * @param change mean difference to the picture of the last look, colours included
     */
    record Picture(double mean, double deviation, double change) {}

    /**
     * The way of one peer connection.
     *
     * @param protocol of the selected candidate pair, "udp" or "tcp"; empty before there is one
     * @param remotePort of the selected candidate pair; 0 before there is one
     * @param srtpCipher name of the protection profile, empty where the browser does not tell
     * @param availableOutgoingBitrate bits/s, by the browser's estimate
     * @param roundTripTime seconds
     */
    record Path(
            String state,
            String protocol,
            int remotePort,
            String dtlsState,
            String srtpCipher,
            double availableOutgoingBitrate,
            double roundTripTime) {}

    /**
     * One RTP stream that the page sends.
     *
     * @param height of the encoded picture, in pixels
     * @param targetBitrate bits/s the encoder is told
     * @param limitedBy "none", "cpu" or "bandwidth"
     */
    record Sending(String kind, long bytes, long framesEncoded, int height, double targetBitrate, String limitedBy) {}

    Reception reception(String container) {
        return read("instruments.reception(" + Scripts.literal(container) + ")", Reception.class);
    }

    Picture picture(String container) {
        return read("instruments.picture(" + Scripts.literal(container) + ")", Picture.class);
    }

    List<Path> paths() {
        return readAll("instruments.paths()", Path.class);
    }

    List<Sending> sending() {
        return readAll("instruments.sending()", Sending.class);
    }

    /** The frame numbers that the container shows next, -1 for a frame that shows none; see {@link CounterClip}. */
    List<Integer> counters(String container, int frames) {
        return readAll("instruments.counters(" + Scripts.literal(container) + ", " + frames + ")", Integer.class);
    }

    /**
     * What was shown and heard when, in milliseconds of the page's clock.
     *
     * @param beeps when the tone was an octave higher than before
     */
    record Marks(List<Shown> pictures, List<Double> beeps) {
        /** A picture with the number it shows, -1 for none. */
        record Shown(int number, double at) {}
    }

    /** Watches and listens for some seconds. */
    Marks marks(String container, int seconds) {
        return read("instruments.marks(" + Scripts.literal(container) + ", " + seconds + ")", Marks.class);
    }

    /** Returns when the container shows a living picture: it has a size, is not black, and keeps changing. */
    void awaitPicture(String container) {
        Waits.until("a picture in " + container, () -> {
            Reception reception = reception(container);
            return reception.width() > 0 && reception.framesDecoded() > 0;
        });
        Waits.until(
                "a picture that is not black in " + container,
                () -> picture(container).mean() > 10);
        long before = reception(container).framesDecoded();
        Waits.until(
                "a picture that keeps changing in " + container,
                () -> picture(container).change() > 0.2);
        Waits.until(
                "frames that keep coming in " + container,
                () -> reception(container).framesDecoded() > before + 5);
    }

    /** Returns when sound, not silence, arrives for the container. */
    void awaitSound(String container) {
        double before = reception(container).audioEnergy();
        Waits.until("sound in " + container, () -> reception(container).audioEnergy() > before + 1e-6);
    }

    /** Returns when pictures still come but no sound does. */
    void awaitSilence(String container) {
        Waits.until("silence in " + container, () -> {
            Reception before = reception(container);
            awaitFrames(container, 10);
            return reception(container).audioEnergy() - before.audioEnergy() < 1e-9;
        });
    }

    /** Returns when {@code more} frames than now have been decoded. */
    void awaitFrames(String container, int more) {
        long before = reception(container).framesDecoded();
        Waits.until(
                more + " more frames in " + container,
                () -> reception(container).framesDecoded() >= before + more);
    }

    /** What an expression gives, as a record. */
    <T> T read(String expression, Class<T> type) {
        return convert(page.evaluate(expression), type);
    }

    private <T> List<T> readAll(String expression, Class<T> type) {
        var values = new ArrayList<T>();
        page.evaluate(expression).forEach(node -> values.add(convert(node, type)));
        return values;
    }

    private static <T> T convert(JsonNode node, Class<T> type) {
        try {
            return Scripts.JSON.treeToValue(node, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the instruments gave " + node, e);
        }
    }
}
