package dev.parley.sfu.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The time from drawn to shown, of pictures that carry a number of 0 to 255. */
final class GlassToGlass {
    private static final int NUMBERS = 256;

    private GlassToGlass() {}

    /**
     * A picture at one end.
     *
     * @param millis on a clock that both ends share
     */
    record Seen(int number, double millis) {}

    /** Of pictures that a desktop client told of. */
    static List<Seen> of(List<NativeClient.ShownPicture> pictures) {
        return pictures.stream()
                .filter(each -> each.number() >= 0)
                .map(each -> new Seen((int) each.number(), each.nanos() / 1e6))
                .toList();
    }

    /** Of pictures that a page told of: pairs of number and time. */
    static List<Seen> of(JsonNode pictures) {
        List<Seen> seen = new ArrayList<>();
        pictures.forEach(
                pair -> seen.add(new Seen(pair.get(0).asInt(), pair.get(1).asDouble())));
        return seen;
    }

    /** The delay of each picture shown, in ms, in ascending order: since the last time its number was drawn before. */
    static List<Double> delays(List<Seen> drawn, List<Seen> shown) {
        double[] last = new double[NUMBERS];
        java.util.Arrays.fill(last, Double.NaN);
        List<Double> delays = new ArrayList<>();
        int next = 0;
        for (Seen picture : shown) {
            while (next < drawn.size() && drawn.get(next).millis() <= picture.millis()) {
                last[drawn.get(next).number()] = drawn.get(next).millis();
                next++;
            }
            if (!Double.isNaN(last[picture.number()])) {
                delays.add(picture.millis() - last[picture.number()]);
            }
        }
        return delays.stream().sorted().toList();
    }

    /** A quantile of what is in ascending order. */
    static double quantile(List<Double> ascending, double share) {
        return ascending.get((int) Math.floor(share * (ascending.size() - 1)));
    }
}
