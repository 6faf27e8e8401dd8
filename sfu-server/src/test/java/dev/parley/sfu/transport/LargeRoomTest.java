package dev.parley.sfu.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.rtp.RtpHeaderWriter;
import dev.parley.protocol.rtp.RtpPacket;
import dev.parley.protocol.srtp.SrtpProfile;
import dev.parley.protocol.wire.Bytes;
import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.producer.Producer;
import dev.parley.sfu.signaling.Tracks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Twelve people with microphones, of whom three are forwarded, and one who listens: in virtual time, over SRTP. */
class LargeRoomTest {
    private static final int PEOPLE = 12;
    private static final int PLACES = 3;
    private static final int TICKS = 960;
    private static final long PACKET_NANOS = 20 * VirtualTime.MILLI;
    private static final int LOUD = 30;
    private static final int SOFT = 60;
    private static final int SILENT = 127;

    private final MemoryCall call = new MemoryCall(12, List.of(SrtpProfile.AEAD_AES_128_GCM), PLACES);
    private final MemoryCall far = workerOfListener(call);
    private final List<Microphone> microphones = new ArrayList<>();
    private MemoryClient listener;

    /** A publisher's microphone that counts its packets in their payloads. */
    private final class Microphone {
        final MemoryClient client;
        final int ssrc;
        final Consumer consumer;
        int level = SILENT;
        int count;
        boolean muted;
        boolean tells = true;

        Microphone(int number, String person) throws InterruptedException {
            client = call.connected("publisher " + number);
            ssrc = 2_000 + number;
            RtpParameters parameters = MediaTracks.parameters("audio", Tracks.opus("1", ssrc));
            Producer producer = MediaTracks.produce(call, client, "voice " + number, MediaKind.AUDIO, parameters);
            call.router.listenTo(producer.id(), person);
            consumer = MediaTracks.consume(
                    far, listener, "ear " + number, producer, MediaTracks.ROUTER, 600_000_000L + number);
            consumer.resume(call.time.nanoTime());
        }

        void send() {
            byte[] buffer = new byte[200];
            RtpHeaderWriter header = new RtpHeaderWriter();
            int sequence = 65_500 + count & 0xffff;
            header.start(buffer, 0, 111, false, sequence, 7_000 + count * TICKS, ssrc);
            if (tells) {
                header.extension8(1, level);
            }
            int at = header.finish();
            Bytes.put32(buffer, at, count);
            client.sendRtp(Arrays.copyOf(buffer, at + 60));
            count++;
        }

        /** What the listener got of it, in the order of arrival. */
        List<RtpPacket> heard() {
            return listener.rtp.stream()
                    .filter(packet -> packet.ssrc() == consumer.ssrc())
                    .toList();
        }

        List<Integer> counts() {
            return heard().stream()
                    .map(packet -> Bytes.i32(packet.buffer(), packet.payloadOffset()))
                    .toList();
        }
    }

    @BeforeEach
    void meet() throws InterruptedException {
        listener = far.connected("listener");
        for (int i = 0; i < PEOPLE; i++) {
            microphones.add(new Microphone(i, "person " + i));
        }
    }

    @AfterEach
    void end() {
        call.close();
        far.close();
    }

    MemoryCall workerOfListener(MemoryCall home) {
        return home;
    }

    private void packets(int count) {
        for (int i = 0; i < count; i++) {
            microphones.stream().filter(each -> !each.muted).forEach(Microphone::send);
            call.time.pass(PACKET_NANOS);
        }
    }

    private void speak(int level, int... who) {
        microphones.forEach(each -> each.level = SILENT);
        for (int number : who) {
            microphones.get(number).level = level;
        }
    }

    @Test
    void onlyThoseAreForwardedWhoSpeakOrSpokeLast() {
        packets(100);
        assertThat(listener.rtp).isEmpty();

        for (int who = 0; who < 5; who++) {
            speak(LOUD, who);
            packets(75);
        }
        speak(SILENT);
        listener.rtp.clear();
        packets(50);

        assertThat(microphones)
                .filteredOn(each -> !each.heard().isEmpty())
                .containsExactly(microphones.get(2), microphones.get(3), microphones.get(4));
        assertThat(call.speakers).containsExactly("voice 0", "voice 1", "voice 2", "voice 3", "voice 4");
    }

    @Test
    void theBeginningOfSpeechIsNotCutAndNumbersGoOn() {
        packets(60);
        Microphone grace = microphones.get(7);
        for (int words = 0; words < 6; words++) {
            int before = grace.count;
            int heardBefore = grace.counts().size();
            speak(LOUD, 7);
            packets(40);
            speak(SILENT);
            // The first consonant is soft: three packets before the first loud one come, too.
            assertThat(grace.counts().subList(heardBefore, grace.counts().size()))
                    .startsWith(words == 0 || words % 2 == 1 ? before - 3 : before)
                    .isSubsetOf(range(before - 3, before + 40))
                    .endsWith(before + 39);
            // Others take its place, or nobody does.
            for (int other = 0; other < (words % 2 == 0 ? 4 : 0); other++) {
                speak(LOUD, other);
                packets(70);
            }
            speak(SILENT);
            packets(10);
        }
        assertUnbroken(grace);
    }

    private static List<Integer> range(int from, int until) {
        List<Integer> all = new ArrayList<>();
        for (int each = from; each < until; each++) {
            all.add(each);
        }
        return all;
    }

    /** No number is missing or there twice, and the timestamps are those of the packets. */
    private static void assertUnbroken(Microphone microphone) {
        List<RtpPacket> heard = microphone.heard();
        for (int i = 1; i < heard.size(); i++) {
            RtpPacket before = heard.get(i - 1);
            RtpPacket now = heard.get(i);
            assertThat(now.sequenceNumber()).isEqualTo(before.sequenceNumber() + 1 & 0xffff);
            int apart = microphone.counts().get(i) - microphone.counts().get(i - 1);
            assertThat(apart).isPositive();
            assertThat(now.timestamp() - before.timestamp()).isEqualTo(apart * TICKS);
        }
        assertThat(heard).isNotEmpty();
    }

    @Test
    void wherePacketsAreLostAndLateNumbersGoOnAllTheSame() {
        for (Microphone each : microphones) {
            each.client.up.quality(0.1, 0, 40 * VirtualTime.MILLI);
        }
        for (int round = 0; round < 30; round++) {
            speak(LOUD, round % PEOPLE, (round * 5 + 1) % PEOPLE);
            packets(60);
        }
        for (Microphone each : microphones) {
            List<Integer> numbers = each.heard().stream()
                    .map(RtpPacket::sequenceNumber)
                    .distinct()
                    .toList();
            assertThat(numbers).hasSameSizeAs(each.heard());
            List<Integer> counts = each.counts().stream().distinct().toList();
            assertThat(counts).hasSameSizeAs(each.counts());
        }
    }

    @Test
    void whoeverIsNotSaidToBeLoudOrSoftIsForwarded() throws InterruptedException {
        MemoryClient client = call.connected("without levels");
        RtpParameters parameters = MediaTracks.parameters("audio", Tracks.opus("1", MediaTracks.MICROPHONE_SSRC));
        Producer producer = MediaTracks.produce(
                call,
                client,
                "unknown",
                MediaKind.AUDIO,
                new RtpParameters(
                        parameters.mid(),
                        parameters.codecs(),
                        List.of(),
                        parameters.encodings(),
                        parameters.rtcp(),
                        parameters.msid()));
        call.router.listenTo(producer.id(), producer.id());
        Consumer consumer = MediaTracks.consume(far, listener, "ear", producer, MediaTracks.ROUTER, 700_000_000L);
        consumer.resume(call.time.nanoTime());
        for (int i = 0; i < 20; i++) {
            client.sendRtp(Tones.packet(i));
            packets(1);
        }
        assertThat(listener.rtp).hasSizeGreaterThan(15).allMatch(packet -> packet.ssrc() == consumer.ssrc());
    }

    @Test
    void whoeverSaysNoMoreHowLoudItIsIsForwardedAsItComes() {
        packets(60);
        Microphone grace = microphones.get(7);
        grace.tells = false;
        packets(20);
        assertThat(grace.counts()).isSubsetOf(range(50, 80)).containsAll(range(60, 80));
        assertUnbroken(grace);
        grace.client.up.quality(0, 0, 60 * VirtualTime.MILLI);
        packets(50);
        assertThat(grace.counts()).as("also what comes late").containsAll(range(80, 125));
    }

    @Test
    void whoBringsManyMicrophonesTakesOnePlace() throws InterruptedException {
        for (int i = 0; i < PLACES; i++) {
            Microphone more = new Microphone(PEOPLE + i, "person with many");
            microphones.add(more);
            more.level = LOUD;
            packets(60);
        }
        microphones.get(1).level = LOUD + 15;
        microphones.get(2).level = LOUD + 15;
        packets(60);
        assertThat(microphones.get(1).heard()).isNotEmpty();
        assertThat(microphones.get(2).heard()).isNotEmpty();
    }

    @Test
    void whenEnoughHaveLeftEverybodyIsForwardedAgain() {
        speak(SOFT, 0);
        packets(100);
        for (int gone = 9; gone < PEOPLE; gone++) {
            call.router.closeProducer("voice " + gone);
            microphones.get(gone).muted = true;
        }
        packets(20);
        assertThat(microphones.subList(1, 9)).allMatch(each -> each.heard().isEmpty());
        call.router.closeProducer("voice 8");
        microphones.get(8).muted = true;
        packets(20);
        for (Microphone each : microphones.subList(1, 8)) {
            assertThat(each.heard()).hasSizeBetween(19, 26);
            assertUnbroken(each);
        }
    }
}
