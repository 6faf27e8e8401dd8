package dev.parley.sfu.observer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Who is forwarded in a large room: the few who speak or spoke last, while everybody can be told from the others. Whoever
 * begins to speak takes the place of the one who has been silent for longest; only where all places are taken by people who
 * speak at the same time must it be clearly louder. In a small room everybody is forwarded.
 */
public final class LoudestVoices {
    /** A room is large above this, and small again below {@value #SMALL}: people come and go at the edge. */
    public static final int LARGE = 10;

    private static final int SMALL = 9;

    /** Who has been silent for this long gives its place away: pauses within speech are shorter. */
    private static final long PAUSE_NANOS = 1_000_000_000L;

    /** Who speaks into the speech of as many as there are places must be louder than the softest by this; 6 dB. */
    private static final double LOUDER = 6;

    private final int places;
    private final List<Voice> seated = new ArrayList<>();
    private boolean limited;

    /**
     * @param places how many are forwarded in a large room; 0 for all
     */
    public LoudestVoices(int places) {
        this.places = places;
    }

    /** Others are in the room now; {@code all} are those whose publishers say how loud they are. */
    public void roomChanged(Collection<Voice> all) {
        seated.retainAll(all);
        boolean before = limited;
        limited = places > 0 && (all.size() > LARGE || (limited && all.size() >= SMALL));
        if (limited && !before) {
            all.stream()
                    .filter(Voice::hasSpoken)
                    .sorted(Comparator.comparingLong(Voice::spokeNanos).reversed())
                    .limit(places)
                    .forEach(seated::add);
        } else if (!limited) {
            seated.clear();
        }
    }

    /** A packet of the voice was heard: whether it is to be forwarded, which the voice says from now on. */
    public boolean judge(Voice voice, long nowNanos) {
        voice.forwarded(!limited || seated.contains(voice) || takesPlace(voice, nowNanos));
        return voice.forwarded();
    }

    private boolean takesPlace(Voice voice, long nowNanos) {
        if (!voice.speaks()) {
            return false;
        }
        if (seated.size() >= places) {
            Voice leaving = whoLeavesFor(voice, nowNanos);
            if (leaving.equals(voice)) {
                return false;
            }
            seated.remove(leaving);
            leaving.forwarded(false);
        }
        seated.add(voice);
        return true;
    }

    /** Whoever has been silent for longest, or speaks much more softly; the voice itself when there is nobody. */
    private Voice whoLeavesFor(Voice voice, long nowNanos) {
        Voice silent = seated.getFirst();
        Voice soft = seated.getFirst();
        for (Voice each : seated) {
            silent = each.spokeNanos() - silent.spokeNanos() < 0 ? each : silent;
            soft = each.loudness() < soft.loudness() ? each : soft;
        }
        if (nowNanos - silent.spokeNanos() >= PAUSE_NANOS) {
            return silent;
        }
        return voice.loudness() - soft.loudness() > LOUDER ? soft : voice;
    }
}
