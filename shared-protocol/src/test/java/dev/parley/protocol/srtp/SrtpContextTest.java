package dev.parley.protocol.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.wire.Bytes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SrtpContextTest {
    private static final int SSRC = 0x1234_5678;
    private static final int PAYLOAD = 100;

    @ParameterizedTest
    @EnumSource
    void whatWasProtectedComesBack(SrtpProfile profile) {
        SrtpContext sender = context(profile);
        SrtpContext receiver = context(profile);
        for (int size = 0; size < 200; size++) {
            byte[] plain = rtp(SSRC, size, size);
            byte[] packet = Arrays.copyOf(plain, plain.length + profile.rtpOverhead());

            assertThat(sender.protectRtp(packet, 0, plain.length)).isEqualTo(packet.length);
            if (size > 8) {
                assertThat(Arrays.copyOf(packet, plain.length)).isNotEqualTo(plain);
            }
            assertThat(receiver.unprotectRtp(packet, 0, packet.length)).isEqualTo(plain.length);
            assertThat(Arrays.copyOf(packet, plain.length)).isEqualTo(plain);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsProtectedElsewhereIsTheSame(SrtpProfile profile) {
        byte[] key = new byte[profile.keyLength()];
        byte[] salt = new byte[profile.saltLength()];
        for (SrtpCiphers ciphers : UsableCiphers.all()) {
            SrtpContext inPlace = new SrtpContext(profile, key, salt, ciphers);
            SrtpContext elsewhere = new SrtpContext(profile, key, salt, ciphers);
            for (int size = 0; size < 1_300; size += size < 40 ? 1 : 37) {
                byte[] expected = Arrays.copyOf(rtp(SSRC, size, size), size + 12 + profile.rtpOverhead());
                byte[] packet = expected.clone();
                int length = inPlace.protectRtp(expected, 0, size + 12);
                MemorySegment slot = Arena.ofAuto().allocate(length + 10);

                assertThat(elsewhere.protectRtp(packet, size + 12, slot, 10)).isEqualTo(length);

                assertThat(slot.asSlice(10).toArray(ValueLayout.JAVA_BYTE)).isEqualTo(expected);
                int end = Math.min(SrtpContext.END, length);
                assertThat(Arrays.copyOfRange(packet, length - end, length))
                        .isEqualTo(Arrays.copyOfRange(expected, length - end, length));
                assertThat(Arrays.copyOf(packet, 12)).isEqualTo(Arrays.copyOf(expected, 12));
                assertThat(elsewhere.protectRtp(rtp(SSRC, size, 300), size + 12, slot, 10))
                        .as("a second time")
                        .isEqualTo(SrtpContext.REFUSED);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereThereIsNoRoomNothingIsProtected(SrtpProfile profile) {
        MemorySegment slot = Arena.ofAuto().allocate(12 + PAYLOAD + profile.rtpOverhead());
        byte[] packet = Arrays.copyOf(rtp(SSRC, 1, PAYLOAD), 12 + PAYLOAD + profile.rtpOverhead());
        SrtpContext sender = context(profile);

        assertThat(sender.protectRtp(packet, 12 + PAYLOAD, slot, 1)).isEqualTo(SrtpContext.REFUSED);
        assertThat(sender.protectRtp(rtp(SSRC, 1, PAYLOAD), 12 + PAYLOAD, slot, 0))
                .isEqualTo(SrtpContext.REFUSED);
        assertThat(sender.protectRtp(packet, 12 + PAYLOAD, slot, 0)).isEqualTo(packet.length);
    }

    @ParameterizedTest
    @EnumSource
    void everyPacketSentThreeTimesArrivesOnce(SrtpProfile profile) {
        SrtpContext sender = context(profile);
        SrtpContext receiver = context(profile);
        int accepted = 0;
        int replays = 0;
        for (int sequence = 65_000; sequence < 66_500; sequence++) {
            byte[] packet = protectedRtp(sender, SSRC, sequence & 0xffff);
            for (int copy = 0; copy < 3; copy++) {
                int length = receiver.unprotectRtp(packet.clone(), 0, packet.length);
                accepted += length > 0 ? 1 : 0;
                replays += length == SrtpFailure.REPLAY.code() ? 1 : 0;
            }
        }
        assertThat(accepted).isEqualTo(1500);
        assertThat(replays).isEqualTo(3000);
    }

    @ParameterizedTest
    @EnumSource
    void rtcpSentThreeTimesArrivesOnce(SrtpProfile profile) {
        SrtpContext sender = context(profile);
        SrtpContext receiver = context(profile);
        for (int i = 0; i < 300; i++) {
            byte[] plain = rtcp(SSRC, i);
            byte[] packet = Arrays.copyOf(plain, plain.length + profile.rtcpOverhead());
            assertThat(sender.protectRtcp(packet, 0, plain.length)).isEqualTo(packet.length);
            byte[] first = packet.clone();
            assertThat(receiver.unprotectRtcp(first, 0, first.length)).isEqualTo(plain.length);
            assertThat(Arrays.copyOf(first, plain.length)).isEqualTo(plain);
            assertThat(receiver.unprotectRtcp(packet.clone(), 0, packet.length)).isEqualTo(SrtpFailure.REPLAY.code());
            assertThat(receiver.unprotectRtcp(packet.clone(), 0, packet.length)).isEqualTo(SrtpFailure.REPLAY.code());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theRollOverCounterSurvivesTwoRollOversWithReorderingAndLoss(SrtpProfile profile) {
        SrtpContext sender = context(profile);
        SrtpContext receiver = context(profile);
        Random random = new Random(7);
        byte[][] pending = new byte[32][];
        int delivered = 0;
        int sent = 0;
        for (int i = 0; i < 3 * 65_536; i += 16) {
            // Sixteen apart, so that three times round takes 12,288 packets; a ring holds some back at random.
            byte[] packet = protectedRtp(sender, SSRC, i & 0xffff);
            sent++;
            int slot = random.nextInt(pending.length);
            byte[] late = pending[slot];
            pending[slot] = packet;
            if (late != null) {
                int length = receiver.unprotectRtp(late, 0, late.length);
                assertThat(length == 12 + PAYLOAD || length == SrtpFailure.REPLAY.code())
                        .isTrue();
                delivered += length > 0 ? 1 : 0;
            }
        }
        assertThat(delivered).isGreaterThan(sent * 8 / 10);
    }

    @ParameterizedTest
    @CsvSource({
        // highest index, sequence number, guessed index
        "0x00001, 0x0002, 0x00002",
        "0x0ffff, 0x0000, 0x10000",
        "0x0fff0, 0x0010, 0x10010",
        "0x10010, 0xfff0, 0x0fff0",
        "0x18000, 0x0000, 0x10000",
        "0x18001, 0x0000, 0x20000",
        "0x17fff, 0xffff, 0x1ffff",
        "0x17ffe, 0xffff, 0x0ffff",
        "0x00000, 0xffff, -1",
    })
    void theIndexIsGuessedAsRfc3711Says(String highest, int sequenceNumber, String expected) {
        assertThat(SrtpStream.guessIndex(Long.decode(highest), sequenceNumber)).isEqualTo(Long.decode(expected));
    }

    @ParameterizedTest
    @EnumSource
    void anyChangedBitIsNoticed(SrtpProfile profile) {
        byte[] packet = protectedRtp(context(profile), SSRC, 1);
        for (int bit = 0; bit < packet.length * 8; bit++) {
            byte[] changed = packet.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(context(profile).unprotectRtp(changed, 0, changed.length))
                    .as("bit %d", bit)
                    .isNegative();
        }
    }

    @Test
    void aForgedPacketDoesNotMoveTheWindow() {
        SrtpContext sender = context(SrtpProfile.AEAD_AES_128_GCM);
        SrtpContext receiver = context(SrtpProfile.AEAD_AES_128_GCM);
        byte[] first = protectedRtp(sender, SSRC, 1);
        assertThat(receiver.unprotectRtp(first, 0, first.length)).isPositive();
        byte[] forged = protectedRtp(sender, SSRC, 30_000);
        forged[forged.length - 1] ^= 1;
        assertThat(receiver.unprotectRtp(forged, 0, forged.length)).isEqualTo(SrtpFailure.AUTHENTICATION.code());

        byte[] second = protectedRtp(context(SrtpProfile.AEAD_AES_128_GCM), SSRC, 2);
        assertThat(receiver.unprotectRtp(second, 0, second.length)).isPositive();
    }

    @Test
    void anIndexIsNeverSentTwice() {
        SrtpContext sender = context(SrtpProfile.AEAD_AES_128_GCM);
        byte[] packet = rtpWithRoom(SSRC, 5);
        assertThat(sender.protectRtp(packet.clone(), 0, 12 + PAYLOAD)).isPositive();
        assertThat(sender.protectRtp(packet.clone(), 0, 12 + PAYLOAD)).isEqualTo(SrtpContext.REFUSED);
    }

    @ParameterizedTest
    @EnumSource
    void whatWasSentBeforeIsProtectedAgainToTheSameBytes(SrtpProfile profile) {
        SrtpContext sender = context(profile);
        byte[][] sent = new byte[300][];
        for (int i = 0; i < sent.length; i++) {
            sent[i] = protectedRtp(sender, SSRC, 65_400 + i & 0xffff);
        }
        // The last one first, twice, and over a roll-over.
        for (int i : new int[] {299, 299, 100, 0, 299}) {
            byte[] again = rtpWithRoom(SSRC, 65_400 + i & 0xffff);
            int length = sender.protectRtpAgain(again, 0, 12 + PAYLOAD, sent[i], sent[i].length - SrtpContext.END);
            assertThat(Arrays.copyOf(again, length)).isEqualTo(sent[i]);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatDiffersInOneBitIsNotProtectedAgainAndNothingOfItIsGivenAway(SrtpProfile profile) {
        SrtpContext sender = context(profile);
        byte[] sent = protectedRtp(sender, SSRC, 5);
        for (int bit = 0; bit < (12 + PAYLOAD) * 8; bit++) {
            byte[] changed = rtpWithRoom(SSRC, 5);
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            byte[] before = changed.clone();
            assertThat(sender.protectRtpAgain(changed, 0, 12 + PAYLOAD, sent, sent.length - SrtpContext.END))
                    .as("bit %d", bit)
                    .isEqualTo(SrtpContext.REFUSED);
            assertThat(changed).isIn(before, new byte[changed.length]);
        }
    }

    @Test
    void whatWasNeverSentIsNotProtectedAgain() {
        SrtpContext sender = context(SrtpProfile.AEAD_AES_128_GCM);
        byte[] sent = protectedRtp(context(SrtpProfile.AEAD_AES_128_GCM), SSRC, 5);
        int end = sent.length - SrtpContext.END;
        assertThat(sender.protectRtpAgain(rtpWithRoom(SSRC, 5), 0, 12 + PAYLOAD, sent, end))
                .isEqualTo(SrtpContext.REFUSED);
        protectedRtp(sender, SSRC, 4);
        assertThat(sender.protectRtpAgain(rtpWithRoom(SSRC, 5), 0, 12 + PAYLOAD, sent, end))
                .isEqualTo(SrtpContext.REFUSED);
        assertThat(sender.protectRtp(rtpWithRoom(SSRC, 5), 0, 12 + PAYLOAD)).isPositive();
    }

    @Test
    void streamsDoNotShareTheirWindows() {
        SrtpContext sender = context(SrtpProfile.AEAD_AES_128_GCM);
        SrtpContext receiver = context(SrtpProfile.AEAD_AES_128_GCM);
        for (int ssrc = 1; ssrc <= 300; ssrc++) {
            byte[] packet = protectedRtp(sender, ssrc, 9);
            assertThat(receiver.unprotectRtp(packet, 0, packet.length)).isEqualTo(12 + PAYLOAD);
        }
    }

    @Test
    void aPeerCannotClaimStateForEverySsrc() {
        SrtpContext sender = context(SrtpProfile.AEAD_AES_128_GCM);
        SrtpContext receiver = context(SrtpProfile.AEAD_AES_128_GCM);
        for (int ssrc = 1; ssrc <= 4096; ssrc++) {
            byte[] packet = protectedRtp(sender, ssrc, 9);
            assertThat(receiver.unprotectRtp(packet, 0, packet.length)).isPositive();
        }
        byte[] oneMore = protectedRtp(sender, 5000, 9);
        assertThat(receiver.unprotectRtp(oneMore, 0, oneMore.length)).isEqualTo(SrtpFailure.TOO_MANY_STREAMS.code());
    }

    @ParameterizedTest
    @EnumSource
    void protectingAcrossArraysGivesTheSameBytes(SrtpProfile profile) {
        byte[] plain = rtp(SSRC, 3, PAYLOAD);
        byte[] inPlace = protectedRtp(context(profile), SSRC, 3);

        byte[] copied = new byte[plain.length + profile.rtpOverhead() + 5];
        assertThat(context(profile).protectRtp(plain, 0, plain.length, copied, 5))
                .isEqualTo(inPlace.length);
        assertThat(Arrays.copyOfRange(copied, 5, copied.length)).isEqualTo(inPlace);

        byte[] gathered = new byte[inPlace.length];
        System.arraycopy(plain, 0, gathered, 0, 12);
        assertThat(context(profile).protectRtp(plain, 12, PAYLOAD, gathered, 0, 12))
                .isEqualTo(inPlace.length);
        assertThat(gathered).isEqualTo(inPlace);
    }

    @Test
    void headersWithSourcesAndExtensionsStayReadable() {
        byte[] plain = new byte[12 + 8 + 12 + 20];
        plain[0] = (byte) 0x92;
        Bytes.put16(plain, 2, 77);
        Bytes.put32(plain, 8, SSRC);
        Bytes.put16(plain, 20, 0xbede);
        Bytes.put16(plain, 22, 2);
        byte[] packet = Arrays.copyOf(plain, plain.length + 16);
        assertThat(context(SrtpProfile.AEAD_AES_128_GCM).protectRtp(packet, 0, plain.length))
                .isEqualTo(packet.length);
        assertThat(Arrays.copyOf(packet, 32)).isEqualTo(Arrays.copyOf(plain, 32));
        assertThat(context(SrtpProfile.AEAD_AES_128_GCM).unprotectRtp(packet, 0, packet.length))
                .isEqualTo(plain.length);
    }

    @ParameterizedTest
    @EnumSource
    void truncatedPacketsAreRefusedAtEveryLength(SrtpProfile profile) {
        byte[] packet = protectedRtp(context(profile), SSRC, 1);
        SrtpContext receiver = context(profile);
        for (int length = 0; length < packet.length; length++) {
            assertThat(receiver.unprotectRtp(packet.clone(), 0, length)).isNegative();
            assertThat(receiver.unprotectRtcp(packet.clone(), 0, length)).isNegative();
        }
    }

    @Test
    void aBufferWithoutRoomForTheTagIsRefused() {
        byte[] plain = rtp(SSRC, 1, PAYLOAD);
        SrtpContext sender = context(SrtpProfile.AEAD_AES_128_GCM);
        assertThat(sender.protectRtp(plain, 0, plain.length)).isEqualTo(SrtpContext.REFUSED);
        assertThat(sender.protectRtcp(rtcp(SSRC, 1), 0, 28)).isEqualTo(SrtpContext.REFUSED);
    }

    @Test
    void keysOfTheWrongLengthAreRefused() {
        assertThatThrownBy(() -> new SrtpContext(SrtpProfile.AEAD_AES_256_GCM, new byte[16], new byte[12]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void failuresSurviveTheirCode() {
        for (SrtpFailure failure : SrtpFailure.values()) {
            assertThat(failure.code()).isNegative();
            assertThat(SrtpFailure.of(failure.code())).isEqualTo(failure);
        }
        assertThatThrownBy(() -> SrtpFailure.of(0)).isInstanceOf(IllegalArgumentException.class);
    }

    static SrtpContext context(SrtpProfile profile) {
        byte[] key = new byte[profile.keyLength()];
        byte[] salt = new byte[profile.saltLength()];
        Arrays.fill(key, (byte) 0x5a);
        Arrays.fill(salt, (byte) 0xa5);
        return new SrtpContext(profile, key, salt);
    }

    private static byte[] protectedRtp(SrtpContext sender, int ssrc, int sequenceNumber) {
        byte[] packet = rtpWithRoom(ssrc, sequenceNumber);
        int length = sender.protectRtp(packet, 0, 12 + PAYLOAD);
        assertThat(length).isPositive();
        return Arrays.copyOf(packet, length);
    }

    private static byte[] rtpWithRoom(int ssrc, int sequenceNumber) {
        return Arrays.copyOf(rtp(ssrc, sequenceNumber, PAYLOAD), 12 + PAYLOAD + 16);
    }

    private static byte[] rtp(int ssrc, int sequenceNumber, int payload) {
        byte[] packet = new byte[12 + payload];
        packet[0] = (byte) 0x80;
        packet[1] = 111;
        Bytes.put16(packet, 2, sequenceNumber);
        Bytes.put32(packet, 8, ssrc);
        Arrays.fill(packet, 12, packet.length, (byte) sequenceNumber);
        return packet;
    }

    private static byte[] rtcp(int ssrc, int mark) {
        byte[] packet = new byte[28];
        packet[0] = (byte) 0x80;
        packet[1] = (byte) 200;
        packet[3] = 6;
        Bytes.put32(packet, 4, ssrc);
        Bytes.put32(packet, 24, mark);
        return packet;
    }
}
