package dev.parley.desktop.ui.call;

import dev.parley.desktop.call.Participant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Looks again and again at how everybody arrives, and marks those tiles where it is not well. */
final class QualityWatch {
    private static final long EVERY_NANOS = 2_000_000_000L; // as in the web client

    private record Look(Participant.Figures figures, Optional<Quality> quality) {}

    private final Map<String, Look> looks = new HashMap<>();
    private final DoubleSupplier rttMillis;
    private long lookedNanos = Long.MIN_VALUE;

    /** @param rttMillis to the server and back; 0 while it is not known */
    QualityWatch(DoubleSupplier rttMillis) {
        this.rttMillis = rttMillis;
    }

    /** To be called at least as often as it is to look; the time may be any clock's. */
    void look(List<PersonTile> tiles, long nowNanos) {
        if (lookedNanos != Long.MIN_VALUE && nowNanos - lookedNanos < EVERY_NANOS) {
            return;
        }
        lookedNanos = nowNanos;
        for (PersonTile tile : tiles) {
            look(tile);
        }
    }

    private void look(PersonTile tile) {
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
        Quality now = Quality.of(before.figures(), figures.get(), seen, rttMillis.getAsDouble());
        tile.quality(Quality.lasting(before.quality(), now));
        looks.put(person.peerId(), new Look(figures.get(), Optional.of(now)));
    }

    void forget(String peerId) {
        looks.remove(peerId);
    }
}
