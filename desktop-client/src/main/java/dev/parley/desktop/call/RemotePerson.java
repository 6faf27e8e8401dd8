package dev.parley.desktop.call;

import dev.parley.desktop.picture.FrameSink;
import dev.parley.protocol.media.MediaKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A participant as the engine knows it. Facts are set on the call's thread and read on any. */
final class RemotePerson implements Participant {
    private static final double MAX_VOLUME = 2;

    /** One of their producers. */
    private static final class Media {
        final MediaKind kind;
        boolean paused;

        @Nullable
        InboundTrack track;

        Media(MediaKind kind, boolean paused) {
            this.kind = kind;
            this.paused = paused;
        }
    }

    private final String peerId;
    private final String displayName;
    private final Map<String, Media> media = new LinkedHashMap<>();
    private final Departed departed;
    private double volume = 1;
    private @Nullable FrameSink sink;

    RemotePerson(String peerId, String displayName, Departed departed) {
        this.peerId = peerId;
        this.displayName = displayName;
        this.departed = departed;
    }

    @Override
    public String peerId() {
        return peerId;
    }

    @Override
    public String displayName() {
        return displayName;
    }

    /** A producer of theirs is there; whether that is news. */
    synchronized boolean addMedia(String producerId, MediaKind kind, boolean paused) {
        return media.putIfAbsent(producerId, new Media(kind, paused)) == null;
    }

    /** Whether the producer is theirs. */
    synchronized boolean has(String producerId) {
        return media.containsKey(producerId);
    }

    synchronized void paused(String producerId, boolean paused) {
        Media its = media.get(producerId);
        if (its != null && its.paused != paused) {
            its.paused = paused;
            if (its.track instanceof InboundTrack.Video video) {
                video.video().restart(); // a pause is no freeze
            }
        }
    }

    /** What comes of a producer; closed at once when the producer is gone meanwhile. */
    void track(String producerId, InboundTrack track) {
        if (!accept(producerId, track)) {
            track.close();
        }
    }

    private synchronized boolean accept(String producerId, InboundTrack track) {
        Media its = media.get(producerId);
        if (its == null) {
            return false;
        }
        its.track = track;
        if (track instanceof InboundTrack.Sound sound) {
            sound.audio().volume(volume);
        }
        if (track instanceof InboundTrack.Video video) {
            video.video().show(sink);
        }
        return true;
    }

    /** A producer of theirs is gone. */
    void removeMedia(String producerId) {
        Media its;
        synchronized (this) {
            its = media.remove(producerId);
        }
        if (its != null && its.track != null) {
            departed.add(CallReport.remote(this, its.track));
            its.track.close();
        }
    }

    /** Closes all that comes of them. */
    void close() {
        for (String producerId : producerIds()) {
            removeMedia(producerId);
        }
    }

    synchronized List<String> producerIds() {
        return List.copyOf(media.keySet());
    }

    @Override
    public boolean cameraOn() {
        return sends(MediaKind.VIDEO);
    }

    @Override
    public boolean microphoneOn() {
        return sends(MediaKind.AUDIO);
    }

    private synchronized boolean sends(MediaKind kind) {
        return media.values().stream().anyMatch(each -> each.kind == kind && !each.paused);
    }

    @Override
    public synchronized double level() {
        return media.values().stream()
                .filter(each -> !each.paused)
                .mapToDouble(each -> each.track instanceof InboundTrack.Sound sound
                        ? sound.audio().level()
                        : 0)
                .max()
                .orElse(0);
    }

    @Override
    public synchronized double volume() {
        return volume;
    }

    @Override
    public synchronized void volume(double factor) {
        volume = Math.clamp(factor, 0, MAX_VOLUME);
        for (Media each : media.values()) {
            if (each.track instanceof InboundTrack.Sound sound) {
                sound.audio().volume(volume);
            }
        }
    }

    @Override
    public synchronized void show(@Nullable FrameSink to) {
        sink = to;
        for (Media each : media.values()) {
            if (each.track instanceof InboundTrack.Video video) {
                video.video().show(to);
            }
        }
    }

    /** What comes of them, in the order it came up. */
    synchronized List<InboundTrack> tracks() {
        return media.values().stream()
                .flatMap(each -> Optional.ofNullable(each.track).stream())
                .toList();
    }

    @Override
    public Optional<Figures> figures() {
        long bits = 0;
        long packets = 0;
        long lost = 0;
        int width = 0;
        int height = 0;
        double fps = 0;
        double buffer = 0;
        var tracks = tracks();
        for (InboundTrack track : tracks) {
            bits += track.bitsPerSecond();
            packets += track.stream().packets();
            lost += track.stream().lost();
            if (track instanceof InboundTrack.Video video) {
                var figures = video.video().figures();
                width = figures.width();
                height = figures.height();
                fps = figures.framesPerSecond();
                buffer = figures.jitterBufferMillis();
            }
        }
        double loss = packets + lost == 0 ? 0 : (double) lost / (packets + lost);
        return tracks.isEmpty() ? Optional.empty() : Optional.of(new Figures(width, height, fps, bits, loss, buffer));
    }
}
