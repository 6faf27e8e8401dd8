package dev.parley.desktop.ui.call;

import dev.parley.desktop.call.Call;
import dev.parley.desktop.call.Participant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Looks again and again at how everybody arrives, and marks those tiles where it is not well. */
final class QualityWatch {
    private static final long EVERY_NANOS = 2_000_000_000L; // as in the web client

    private record Look(Participant.Figures figures, Optional<Quality> quality) {}

    private final Map<String, Look> looks = new HashMap<>();
    private final Supplier<Call.Figures> sent;
    private Optional<Quality> own = Optional.empty();
    private long lookedNanos = Long.MIN_VALUE;

    /** @param sent one's own figures, as they are at any moment */
    QualityWatch(Supplier<Call.Figures> sent) {
        this.sent = sent;
    }

    /** To be called at least as often as it is to look; the time may be any clock's. */
    void look(MenuTile self, List<PersonTile> tiles, long nowNanos) {
        if (lookedNanos != Long.MIN_VALUE && nowNanos - lookedNanos < EVERY_NANOS) {
            return;
        }
        lookedNanos = nowNanos;
        Call.Figures figures = sent.get();
        Quality now = Quality.ofSent(figures);
        self.quality(Quality.lasting(own, now));
        own = Optional.of(now);
        for (PersonTile tile : tiles) {
            look(tile, figures.rttMillis());
        }
    }

    private void look(PersonTile tile, double rttMillis) {
        Participant person = tile.person();
        Optional<Participant.Figures> figures = person.figures();
        if (figures.isEmpty() || (!person.cameraOn() && !person.microphoneOn())) {
            looks.remove(person.peerId());
            tile.quality(Quality.GOOD);
            return;
        }
        Look before = looks.getOrDefault(person.peerId(), new Look(figures.get(), Optional.empty()));
        // What is not on the screen is not sent: that is no fault.
        boolean seen = tile.isVisible() && tile.hasPicture() && person.cameraOn() && !person.spared(false);
        Quality now = Quality.of(before.figures(), figures.get(), seen, rttMillis);
        tile.quality(Quality.lasting(before.quality(), now));
        looks.put(person.peerId(), new Look(figures.get(), Optional.of(now)));
    }

    void forget(String peerId) {
        looks.remove(peerId);
    }
}
