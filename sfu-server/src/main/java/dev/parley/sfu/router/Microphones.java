package dev.parley.sfu.router;

import dev.parley.protocol.rtp.RtpHeaderExtension;
import dev.parley.protocol.wire.Bytes;
import dev.parley.sfu.observer.ActiveSpeakerObserver;
import dev.parley.sfu.observer.AudioLevelObserver;
import dev.parley.sfu.observer.Levels;
import dev.parley.sfu.observer.LoudestVoices;
import dev.parley.sfu.observer.Voice;
import dev.parley.sfu.stream.MediaPacket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The microphones of a room: listens to how loud they are, tells who speaks, and says who is forwarded. */
final class Microphones {
    private final Map<String, Voice> voices = new LinkedHashMap<>();
    private final ActiveSpeakerObserver speaker = new ActiveSpeakerObserver();
    private final AudioLevelObserver levels = new AudioLevelObserver();
    private final LoudestVoices loudest;
    private final Router.Listener listener;
    private long nextSpeakerNanos = Long.MIN_VALUE;
    private long nextLevelsNanos = Long.MIN_VALUE;

    /**
     * @param places how many are forwarded in a large room; 0 for all
     */
    Microphones(int places, Router.Listener listener) {
        this.loudest = new LoudestVoices(places);
        this.listener = listener;
    }

    /**
     * A microphone of the room from now on. Each person has one voice, the last: who brought many would take all places,
     * and make a small room a large one.
     */
    Voice add(String producerId, String person) {
        List.copyOf(voices.values()).stream()
                .filter(voice -> voice.person().equals(person))
                .forEach(voice -> remove(voice.producerId()));
        Voice voice = new Voice(producerId, person);
        voices.put(producerId, voice);
        loudest.roomChanged(voices.values());
        return voice;
    }

    /** A producer is no more, whether it was a microphone or not. */
    void remove(String producerId) {
        Voice voice = voices.remove(producerId);
        if (voice != null) {
            speaker.remove(voice);
            voice.retire();
            loudest.roomChanged(voices.values());
        }
    }

    /**
     * A packet of the microphone came: whether it is to be forwarded. Of whom nothing is said, everything is, and of who
     * speaks by another microphone now.
     */
    boolean forwards(Voice voice, MediaPacket packet, long nowNanos) {
        int id = packet.extensionId(RtpHeaderExtension.SSRC_AUDIO_LEVEL);
        int at = id == 0 ? -1 : packet.rtp().extensionOffset(id);
        if (voice.isRetired() || at < 0 || packet.rtp().extensionLength(id) < 1) {
            voice.letThrough();
            return true;
        }
        voice.heard(Levels.of(Bytes.u8(packet.rtp().buffer(), at)), nowNanos);
        return loudest.judge(voice, nowNanos);
    }

    /** Time passes; to be called every few tens of milliseconds. */
    void tick(long nowNanos) {
        if (nextSpeakerNanos == Long.MIN_VALUE || nowNanos - nextSpeakerNanos >= 0) {
            nextSpeakerNanos = nowNanos + ActiveSpeakerObserver.INTERVAL_NANOS;
            if (speaker.evaluate(voices.values(), nowNanos)) {
                speaker.active().ifPresent(voice -> listener.activeSpeaker(voice.producerId()));
            }
        }
        if (nextLevelsNanos == Long.MIN_VALUE || nowNanos - nextLevelsNanos >= 0) {
            nextLevelsNanos = nowNanos + AudioLevelObserver.INTERVAL_NANOS;
            levels.evaluate(voices.values()).ifPresent(listener::audioLevels);
        }
    }
}
