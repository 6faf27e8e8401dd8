package dev.parley.protocol.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Packets made by hand from the standards, so that reader and writer cannot share a mistake. */
class RtcpBytesTest {
    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    private static List<RtcpPacket> read(String text) {
        byte[] bytes = hex("ff" + text.replace(" ", "") + "ff");
        return RtcpReader.read(bytes, 1, bytes.length - 2).orElseThrow();
    }

    private static void same(String text, RtcpPacket packet) {
        assertThat(read(text)).containsExactly(packet);
        byte[] bytes = new byte[1500];
        int length = RtcpWriter.write(packet, bytes, 0, bytes.length);
        assertThat(HexFormat.of().formatHex(bytes, 0, length)).isEqualTo(text.replace(" ", ""));
    }

    @Test
    void senderReport() {
        same(
                "81c8000c 00000001 0102030405060708 00000009 0000000a 0000000b"
                        + "00000002 40fffffe 00010003 00000004 00000005 00000006",
                new SenderReport(
                        1, 0x0102030405060708L, 9, 10, 11, List.of(new ReportBlock(2, 0x40, -2, 0x10003, 4, 5, 6))));
    }

    @Test
    void receiverReportWithoutBlocks() {
        same("80c90001 00000001", new ReceiverReport(1, List.of()));
    }

    @Test
    void aProfileSpecificExtensionOfAReportIsPassedOver() {
        assertThat(read("80c90002 00000001 deadbeef")).containsExactly(new ReceiverReport(1, List.of()));
    }

    @Test
    void sourceDescription() {
        same("81ca0003 00000001 01026162 00000000", SourceDescription.ofCname(1, "ab"));
        same("81ca0002 00000001 01016100", SourceDescription.ofCname(1, "a"));
    }

    @Test
    void bye() {
        same("82cb0002 00000001 00000002", new Bye(List.of(1, 2), ""));
        same("81cb0002 00000001 02686900", new Bye(List.of(1), "hi"));
    }

    @Test
    void genericNack() {
        same("81cd0003 00000001 00000002 ffff8001", new GenericNack(1, 2, List.of(65535, 0, 15)));
    }

    @Test
    void pictureLossAndFullIntraRequest() {
        same("81ce0002 00000001 00000002", new PictureLossIndication(1, 2));
        same(
                "84ce0004 00000001 00000000 00000005 07000000",
                new FullIntraRequest(1, 0, List.of(new FullIntraRequest.Entry(5, 7))));
    }

    @Test
    void estimatedBitrate() {
        // 1,000,000 is 250000 shifted by two.
        same(
                "8fce0005 00000001 00000000 52454d42 010bd090 00000009",
                new ReceiverEstimatedMaxBitrate(1, 0, 1_000_000, List.of(9)));
    }

    @Test
    void anotherApplicationsFeedbackIsUnknown() {
        assertThat(read("8fce0004 00000001 00000000 41424344 00000000")).containsExactly(new UnknownRtcp(206, 15, 20));
    }

    @Test
    void extendedReport() {
        same(
                "80cf0008 00000001 04000002 0102030405060708 05000003 00000002 00000003 00000004",
                new ExtendedReport(
                        1,
                        List.of(
                                new ExtendedReport.ReceiverReferenceTime(0x0102030405060708L),
                                new ExtendedReport.Dlrr(List.of(new ExtendedReport.DlrrEntry(2, 3, 4))))));
        assertThat(read("80cf0003 00000001 2a000001 00000000"))
                .containsExactly(new ExtendedReport(1, List.of(new ExtendedReport.UnknownBlock(42, 8))));
    }

    @Test
    void paddingIsTakenOffAndUnknownTypesArePassedOver() {
        assertThat(read("a1ce0003 00000001 00000002 00000004" + "85cc0002 00000001 41424344"))
                .containsExactly(new PictureLossIndication(1, 2), new UnknownRtcp(204, 5, 12));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "80",
                "80c900",
                "00c90001 00000001",
                "c0c90001 00000001",
                // the length reaches outside; a rest shorter than a head
                "80c90002 00000001",
                "80c90001 00000001 80",
                // padding of zero, of more than there is, and of a packet without content
                "a0c90001 00000000",
                "a0c90001 00000005",
                "a0c90000",
                // counts that promise more than is there
                "81c90001 00000001",
                "80c80001 00000001",
                "82cb0001 00000001",
                "81cb0002 00000001 09616263",
                "81ca0000",
                "81ca0001 00000001",
                "81ca0002 00000001 01ff6100",
                // chunk without the zero at its end
                "81ca0002 00000001 01026162",
                // feedback without sources, without content
                "81cd0001 00000001",
                "81cd0002 00000001 00000002",
                "84ce0002 00000001 00000000",
                "84ce0003 00000001 00000000 00000005",
                // more sources than there are, a bitrate out of this world
                "8fce0004 00000001 00000000 52454d42 020bd090",
                "8fce0004 00000001 00000000 52454d42 00b80001",
                // extended report blocks
                "80cf0000",
                "80cf0002 00000001 04000002",
                "80cf0003 00000001 04000001 00000000",
                "80cf0003 00000001 05000001 00000000"
            })
    void malformedPacketsAreRefused(String text) {
        byte[] bytes = hex(text);
        assertThat(RtcpReader.read(bytes, 0, bytes.length)).isEmpty();
    }

    @Test
    void aRangeOutsideTheBufferIsRefused() {
        byte[] bytes = hex("80c90001 00000001");
        assertThat(RtcpReader.read(bytes, 0, 9)).isEmpty();
        assertThat(RtcpReader.read(bytes, -1, 8)).isEmpty();
        assertThat(RtcpReader.read(bytes, 1, 8)).isEmpty();
    }

    /** A feedback with these deltas (in 250 µs, - for lost), its base 1, reference time 2 and count 3. */
    private static TransportFeedback feedback(String deltas) {
        long units = 2 * 256;
        String[] parts = deltas.split(" ", -1);
        TransportFeedback.Builder builder =
                new TransportFeedback.Builder(1, units * TransportFeedback.DELTA_UNIT_NANOS);
        for (int i = 0; i < parts.length; i++) {
            if (!parts[i].equals("-")) {
                units += Integer.parseInt(parts[i]);
                assertThat(builder.add(i, units * TransportFeedback.DELTA_UNIT_NANOS))
                        .isTrue();
            }
        }
        return builder.build(0xa, 0xb, 3);
    }

    @ParameterizedTest
    @CsvSource({
        // head, then base, count, reference time, feedback count, chunks, deltas, padding
        "'7', 'afcd0005 0000000a 0000000b 00010001 00000203 2001 07 01'",
        "'7 8', '8fcd0005 0000000a 0000000b 00010002 00000203 2002 0708'",
        "'256', '8fcd0005 0000000a 0000000b 00010001 00000203 4001 0100'",
        "'5 -1', 'afcd0006 0000000a 0000000b 00010002 00000203 d800 05 ffff 000003'",
        "'5 -32768 32767 255'," + " '8fcd0006 0000000a 0000000b 00010004 00000203 da40 05 8000 7fff ff'",
        "'- - 1 - 2', '8fcd0005 0000000a 0000000b 00010005 00000203 8a00 0102'",
        // fourteen with one bit each, then the rest as a run
        "'0 - 0 - 0 - 0 - 0 - 0 - 0 0 0 0', "
                + "'afcd0008 0000000a 0000000b 00010010 00000203 aaab 2002 00000000000000000000 0002'",
    })
    void transportFeedback(String deltas, String expected) {
        TransportFeedback feedback = feedback(deltas);
        byte[] bytes = new byte[200];
        int length = RtcpWriter.write(feedback, bytes, 0, bytes.length);
        String written = HexFormat.of().formatHex(bytes, 0, length);
        assertThat(RtcpReader.read(bytes, 0, length)).contains(List.of(feedback));
        assertThat(written).isEqualTo(expected.replace(" ", ""));
    }

    @Test
    void aLongRunTakesSeveralChunks() {
        TransportFeedback.Builder builder = new TransportFeedback.Builder(0, 0);
        assertThat(builder.add(0, 0)).isTrue();
        assertThat(builder.add(20_000, 0)).isTrue();
        TransportFeedback feedback = builder.build(1, 2, 0);
        byte[] bytes = new byte[100];
        int length = RtcpWriter.write(feedback, bytes, 0, 100);
        // one-bit vector of 14, runs of 8191, 8191 and 3604 lost, a run of one
        assertThat(HexFormat.of().formatHex(bytes, 20, length)).startsWith("a0001fff1fff0e142001");
        assertThat(RtcpReader.read(bytes, 0, length)).contains(List.of(feedback));
    }

    @Test
    void everyMixtureOfStatusesComesBack() {
        Random random = new Random(11);
        byte[] bytes = new byte[4000];
        for (int round = 0; round < 3000; round++) {
            TransportFeedback.Builder builder = new TransportFeedback.Builder(random.nextInt(0x1_0000), 0);
            long now = 0;
            int position = 0;
            int count = 1 + random.nextInt(200);
            int lossPercent = random.nextInt(3) * 40;
            int largePercent = random.nextInt(3) * 45;
            for (int i = 0; i < count; i++) {
                now += random.nextInt(100) < largePercent
                        ? random.nextInt(-32768, 32768) * TransportFeedback.DELTA_UNIT_NANOS
                        : random.nextInt(256) * TransportFeedback.DELTA_UNIT_NANOS;
                assertThat(builder.add(position, now)).isTrue();
                position += 1;
                while (random.nextInt(100) < lossPercent) {
                    position += random.nextInt(20) == 0 ? random.nextInt(300) : 1;
                }
            }
            TransportFeedback feedback = builder.build(1, 2, round);
            int length = RtcpWriter.write(feedback, bytes, 0, bytes.length);
            assertThat(RtcpReader.read(bytes, 0, length)).contains(List.of(feedback));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // no statuses; no chunk; a run of nothing; the reserved symbol in a run and in a vector
                "8fcd0005 0000000a 0000000b 00010000 00000203 20010700",
                "8fcd0004 0000000a 0000000b 00010001 00000203",
                "8fcd0005 0000000a 0000000b 00010001 00000203 20000700",
                "8fcd0005 0000000a 0000000b 00010001 00000203 60010700",
                "8fcd0005 0000000a 0000000b 00010001 00000203 f0000700",
                // not enough deltas, not enough chunks
                "8fcd0005 0000000a 0000000b 00010003 00000203 20030700",
                "8fcd0005 0000000a 0000000b 00010003 00000203 20012001",
                "afcd0005 0000000a 0000000b 00010001 00000203 40010701",
                "8fcd0005 0000000a 0000000b 0001ffff 00000203 3fff3fff",
            })
    void malformedTransportFeedbackIsRefused(String text) {
        byte[] bytes = hex(text);
        assertThat(RtcpReader.read(bytes, 0, bytes.length)).isEmpty();
    }

    @Test
    void aRunLongerThanTheCountIsCutAndTrailingLossesStay() {
        TransportFeedback cut = (TransportFeedback)
                read("8fcd0005 0000000a 0000000b 00010002 00000203 200a0708").getFirst();
        assertThat(cut.receivedCount()).isEqualTo(2);
        TransportFeedback lost = (TransportFeedback)
                read("8fcd0009 0000000a 0000000b 0001ffff 00000203 a000" + "1fff".repeat(8) + "0700")
                        .getFirst();
        assertThat(lost.statusCount()).isEqualTo(0xffff);
        assertThat(lost.receivedCount()).isEqualTo(1);
        byte[] bytes = new byte[100];
        int length = RtcpWriter.write(lost, bytes, 0, 100);
        assertThat(RtcpReader.read(bytes, 0, length)).contains(List.of(lost));
    }

    @Test
    void zeroPaddingWithoutThePaddingBitIsAccepted() {
        TransportFeedback feedback = (TransportFeedback)
                read("8fcd0005 0000000a 0000000b 00010001 00000203 20010700").getFirst();
        assertThat(feedback).isEqualTo(feedback("7"));
        assertThat(feedback.hashCode()).isEqualTo(feedback("7").hashCode());
        assertThat(feedback).isNotEqualTo(feedback("8"));
        assertThat(feedback.toString()).contains("baseSequence=1");
    }

    @Test
    void whatCannotBeExpressedBeginsTheNextFeedback() {
        TransportFeedback.Builder builder = new TransportFeedback.Builder(0, 0);
        assertThat(builder.add(-1, 0)).isFalse();
        assertThat(builder.add(0x1_0000, 0)).isFalse();
        assertThat(builder.add(5, 0)).isTrue();
        assertThat(builder.add(5, 0)).isFalse();
        assertThat(builder.add(4, 0)).isFalse();
        assertThat(builder.add(6, 32_768 * TransportFeedback.DELTA_UNIT_NANOS)).isFalse();
        assertThat(builder.add(6, -32_769 * TransportFeedback.DELTA_UNIT_NANOS)).isFalse();
        assertThat(builder.add(6, 32_767 * TransportFeedback.DELTA_UNIT_NANOS)).isTrue();
        assertThat(builder.received()).isEqualTo(2);
        assertThat(builder.add(0xfffe, 32_767 * TransportFeedback.DELTA_UNIT_NANOS))
                .isTrue();
        assertThat(builder.build(1, 2, 0).statusCount()).isEqualTo(0xffff);
    }

    @Test
    void nackNumbersOutOfOrderGetEntriesOfTheirOwn() {
        byte[] bytes = new byte[100];
        int[] lost = {10, 9, 26, 27, 5};
        int length = RtcpWriter.writeNack(1, 2, lost, lost.length, bytes, 0, 100);
        assertThat(RtcpReader.read(bytes, 0, length))
                .contains(List.of(new GenericNack(
                        1, 2, IntStream.of(10, 9, 26, 27, 5).boxed().toList())));
        assertThat(RtcpWriter.writeNack(1, 2, lost, 0, bytes, 0, 100)).isEqualTo(-1);
        assertThat(RtcpWriter.writeNack(1, 2, lost, 5, bytes, 0, length - 1)).isEqualTo(-1);
    }
}
