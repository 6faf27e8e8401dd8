package dev.parley.desktop.call;

import dev.parley.desktop.picture.FrameSink;
import dev.parley.desktop.track.InboundVideo;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.signaling.ProducerInfo;
import dev.parley.protocol.signaling.ProducerSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A participant as the engine knows it. Facts are set on the call's thread and read on any. */
final class RemotePerson implements Participant {
    private static final double MAX_VOLUME = 2;

    /** One of their producers. */
    private static final class Media {
        final MediaKind kind;
        final boolean screen;
        boolean paused;
        boolean spared;
        boolean undecodable;
        Optional<Layers> layers = Optional.empty();

        @Nullable
        InboundTrack track;

        Media(ProducerInfo info) {
            kind = info.kind();
            screen = info.source()
                    .filter(source -> source == ProducerSource.SCREEN || source == ProducerSource.SCREEN_AUDIO)
                    .isPresent();
            paused = info.paused();
        }

        boolean is(MediaKind itsKind, boolean ofScreen) {
            return kind == itsKind && screen == ofScreen;
        }
    }

    private final String peerId;
    private final String displayName;
    private final Map<String, Media> media = new LinkedHashMap<>();
    private final Departed departed;
    private final LossWindow loss = new LossWindow();
    private double volume = 1;
    private double screenVolume = 1;
    private @Nullable FrameSink sink;
    private @Nullable FrameSink screenSink;

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
    synchronized boolean addMedia(ProducerInfo info) {
        return media.putIfAbsent(info.producerId(), new Media(info)) == null;
    }

    /** Whether the producer is theirs. */
    synchronized boolean has(String producerId) {
        return media.containsKey(producerId);
    }

    /** The producer is paused, or not; whether that is news. */
    synchronized boolean paused(String producerId, boolean paused) {
        Media its = media.get(producerId);
        if (its == null || its.paused == paused) {
            return false;
        }
        its.paused = paused;
        if (its.track instanceof InboundTrack.Video video) {
            video.video().restart(); // a pause is no freeze
        }
        return true;
    }

    /** Its pictures did not come for a while on purpose, which is no freeze. */
    synchronized void seenAgain(String producerId) {
        Media its = media.get(producerId);
        if (its != null && its.track instanceof InboundTrack.Video video) {
            video.video().restart();
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
            sound.audio().volume(its.screen ? screenVolume : volume);
        }
        if (track instanceof InboundTrack.Video video) {
            video.video().show(its.screen ? screenSink : sink);
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

    /** Nothing comes of the producer for now. */
    void dropTrack(String producerId) {
        InboundTrack dropped = null;
        synchronized (this) {
            Media its = media.get(producerId);
            if (its != null) {
                dropped = its.track;
                its.track = null;
                its.layers = Optional.empty();
            }
        }
        if (dropped != null) {
            departed.add(CallReport.remote(this, dropped));
            dropped.close();
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
        return sends(MediaKind.VIDEO, false);
    }

    @Override
    public boolean microphoneOn() {
        return sends(MediaKind.AUDIO, false);
    }

    @Override
    public boolean screenOn() {
        return sends(MediaKind.VIDEO, true);
    }

    @Override
    public boolean screenSoundOn() {
        return sends(MediaKind.AUDIO, true);
    }

    private synchronized boolean sends(MediaKind kind, boolean screen) {
        return media.values().stream().anyMatch(each -> each.is(kind, screen) && !each.paused);
    }

    /** The producer of their camera or screen that is shown. */
    synchronized Optional<String> pictureId(boolean screen) {
        return media.entrySet().stream()
                .filter(each -> each.getValue().is(MediaKind.VIDEO, screen) && !each.getValue().paused)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public synchronized double level() {
        return media.values().stream()
                .filter(each -> !each.paused && !each.screen)
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
        setVolume(false, volume);
    }

    @Override
    public synchronized double screenVolume() {
        return screenVolume;
    }

    @Override
    public synchronized void screenVolume(double factor) {
        screenVolume = Math.clamp(factor, 0, MAX_VOLUME);
        setVolume(true, screenVolume);
    }

    private void setVolume(boolean screen, double factor) {
        for (Media each : media.values()) {
            if (each.screen == screen && each.track instanceof InboundTrack.Sound sound) {
                sound.audio().volume(factor);
            }
        }
    }

    @Override
    public synchronized void show(@Nullable FrameSink to) {
        sink = to;
        show(false, to);
    }

    @Override
    public synchronized void showScreen(@Nullable FrameSink to) {
        screenSink = to;
        show(true, to);
    }

    private void show(boolean screen, @Nullable FrameSink to) {
        for (Media each : media.values()) {
            if (each.screen == screen && each.track instanceof InboundTrack.Video video) {
                video.video().show(to);
            }
        }
    }

    /** What comes of them, by its producer. */
    synchronized Map<String, InboundTrack> tracksById() {
        Map<String, InboundTrack> tracks = new LinkedHashMap<>();
        media.forEach((producerId, each) -> {
            if (each.track != null) {
                tracks.put(producerId, each.track);
            }
        });
        return tracks;
    }

    /** Of their pictures these are left out to save data, and no others; whether that is news. */
    synchronized boolean spare(Set<String> producerIds) {
        boolean news = false;
        for (Map.Entry<String, Media> each : media.entrySet()) {
            boolean spared = producerIds.contains(each.getKey());
            news |= spared != each.getValue().spared;
            each.getValue().spared = spared;
        }
        return news;
    }

    @Override
    public synchronized boolean spared(boolean screen) {
        return media.values().stream()
                .anyMatch(each -> each.is(MediaKind.VIDEO, screen) && !each.paused && each.spared);
    }

    /** One of their producers is in a format that cannot be played here; whether that is news. */
    synchronized boolean undecodable(String producerId) {
        Media its = media.get(producerId);
        if (its == null || its.undecodable) {
            return false;
        }
        its.undecodable = true;
        return true;
    }

    @Override
    public synchronized boolean undecodable(boolean screen) {
        return media.values().stream()
                .anyMatch(each -> each.is(MediaKind.VIDEO, screen) && !each.paused && each.undecodable);
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
        long concealed = 0;
        long played = 0;
        var tracks = tracks();
        for (InboundTrack track : tracks) {
            bits += track.bitsPerSecond();
            packets += track.stream().packets();
            lost += track.stream().lost();
            if (track instanceof InboundTrack.Sound sound) {
                var figures = sound.audio().figures();
                concealed += figures.concealedSamples();
                played += figures.totalSamples();
            }
        }
        InboundVideo.Figures picture = pictureFigures();
        double lossShare;
        synchronized (loss) {
            lossShare = loss.share(packets, lost, System.nanoTime());
        }
        return tracks.isEmpty()
                ? Optional.empty()
                : Optional.of(new Figures(
                        picture.width(),
                        picture.height(),
                        picture.framesPerSecond(),
                        bits,
                        lossShare,
                        picture.jitterBufferMillis(),
                        concealed,
                        played));
    }

    /** Other layers of one of their producers are sent here than before. */
    synchronized void layers(String producerId, Optional<Layers> layers) {
        Media its = media.get(producerId);
        if (its != null) {
            its.layers = layers;
        }
    }

    @Override
    public synchronized Optional<Layers> layers() {
        return pictureMeasured().flatMap(each -> each.layers);
    }

    /** Which layers are sent here of one of their tracks. */
    synchronized Optional<Layers> layersOf(InboundTrack track) {
        return media.values().stream()
                .filter(each -> track.equals(each.track))
                .findFirst()
                .flatMap(each -> each.layers);
    }

    /** The camera, or the screen where there is no camera: a screen stands still, which is no fault. */
    private Optional<Media> pictureMeasured() {
        return media.values().stream()
                .filter(each -> !each.paused && each.track instanceof InboundTrack.Video)
                .min(Comparator.comparing(each -> each.screen));
    }

    private synchronized InboundVideo.Figures pictureFigures() {
        return pictureMeasured()
                .flatMap(each -> each.track instanceof InboundTrack.Video video
                        ? Optional.of(video.video().figures())
                        : Optional.empty())
                .orElse(InboundVideo.Figures.NONE);
    }
}
