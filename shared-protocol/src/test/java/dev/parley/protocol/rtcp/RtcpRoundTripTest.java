package dev.parley.protocol.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RtcpRoundTripTest {
    private static final ReportBlock BLOCK =
            new ReportBlock(0xcafebabe, 255, -8388608, 0x8001ffff, 0xffffffff, 0x12345678, 0x00010000);

    private static TransportFeedback feedback() {
        TransportFeedback.Builder builder = new TransportFeedback.Builder(65530, 64_000_000L * 5 + 250_000);
        assertThat(builder.add(3, 64_000_000L * 5 + 250_000)).isTrue();
        assertThat(builder.add(40, 64_000_000L * 6)).isTrue();
        assertThat(builder.add(41, 64_000_000L * 5)).isTrue();
        return builder.build(1, 2, 255);
    }

    static Stream<RtcpPacket> packets() {
        return Stream.of(
                new SenderReport(0xdeadbeef, -2L, -3, -4, -5, List.of()),
                new SenderReport(1, Long.MIN_VALUE, 2, 3, 4, List.of(BLOCK, BLOCK)),
                new ReceiverReport(7, List.of()),
                new ReceiverReport(
                        7, IntStream.range(0, 31).mapToObj(i -> BLOCK).toList()),
                SourceDescription.ofCname(9, "a"),
                SourceDescription.ofCname(9, "ab"),
                SourceDescription.ofCname(9, "abcd"),
                new SourceDescription(List.of()),
                new SourceDescription(List.of(
                        new SourceDescription.Chunk(
                                1,
                                List.of(
                                        new SourceDescription.Item(1, "Zoë"),
                                        new SourceDescription.Item(2, ""),
                                        new SourceDescription.Item(8, "x".repeat(255)))),
                        new SourceDescription.Chunk(2, List.of()))),
                new Bye(List.of(), ""),
                new Bye(List.of(1, -2), ""),
                new Bye(List.of(3), "gone fishing"),
                new GenericNack(1, 2, List.of(65535)),
                new GenericNack(1, 2, List.of(65530, 65531, 0, 10, 11, 30)),
                new PictureLossIndication(-1, -2),
                new FullIntraRequest(
                        1, 0, List.of(new FullIntraRequest.Entry(5, 255), new FullIntraRequest.Entry(6, 0))),
                new ReceiverEstimatedMaxBitrate(1, 0, 0, List.of(5)),
                new ReceiverEstimatedMaxBitrate(1, 0, 262_143, List.of(5, 6)),
                new ReceiverEstimatedMaxBitrate(1, 0, 2_500_000, List.of(5, 6, 7)),
                new ReceiverEstimatedMaxBitrate(1, 0, 0x3_ffffL << 45, List.of()),
                feedback(),
                new ExtendedReport(1, List.of()),
                new ExtendedReport(
                        1,
                        List.of(
                                new ExtendedReport.ReceiverReferenceTime(-77L),
                                new ExtendedReport.Dlrr(List.of(new ExtendedReport.DlrrEntry(1, 2, 3))))));
    }

    @ParameterizedTest
    @MethodSource("packets")
    void whatIsWrittenIsRead(RtcpPacket packet) {
        byte[] buffer = new byte[2000];
        int length = RtcpWriter.write(packet, buffer, 5, 1500);
        assertThat(length).isPositive();
        assertThat(length % 4).isZero();
        assertThat(RtcpReader.read(buffer, 5, length)).contains(List.of(packet));
    }

    @ParameterizedTest
    @MethodSource("packets")
    void everyCapacityBelowTheNeedIsRefusedAndNothingBeyondItWritten(RtcpPacket packet) {
        byte[] buffer = new byte[2000];
        int length = RtcpWriter.write(packet, buffer, 0, 1500);
        for (int capacity = 0; capacity < length; capacity++) {
            byte[] small = new byte[capacity];
            assertThat(RtcpWriter.write(packet, small, 0, 1500)).isEqualTo(-1);
            byte[] guarded = new byte[2000];
            assertThat(RtcpWriter.write(packet, guarded, 0, capacity)).isEqualTo(-1);
            for (int i = capacity; i < guarded.length; i++) {
                assertThat(guarded[i]).isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("packets")
    void everyTruncationIsRefused(RtcpPacket packet) {
        byte[] buffer = new byte[2000];
        int length = RtcpWriter.write(packet, buffer, 0, 1500);
        for (int cut = 0; cut < length; cut++) {
            assertThat(RtcpReader.read(buffer, 0, cut)).isEmpty();
        }
    }

    @Test
    void aCompoundOfEverythingComesBackInOrder() {
        List<RtcpPacket> all = packets().toList();
        byte[] buffer = new byte[4000];
        int length = RtcpWriter.write(all, buffer, 0, buffer.length);
        assertThat(RtcpReader.read(buffer, 0, length)).contains(all);
        assertThat(RtcpWriter.write(all, buffer, 0, length - 1)).isEqualTo(-1);
        assertThat(RtcpReader.read(buffer, 0, length - 4)).isEmpty();
    }

    @Test
    void whatTheFieldsCannotHoldIsNotWritten() {
        byte[] buffer = new byte[2000];
        List<ReportBlock> tooMany = IntStream.range(0, 32).mapToObj(i -> BLOCK).toList();
        List<Integer> sources = IntStream.range(0, 32).boxed().toList();
        assertThat(RtcpWriter.write(new ReceiverReport(1, tooMany), buffer, 0, 2000))
                .isEqualTo(-1);
        assertThat(RtcpWriter.write(new SenderReport(1, 2, 3, 4, 5, tooMany), buffer, 0, 2000))
                .isEqualTo(-1);
        assertThat(RtcpWriter.write(new Bye(sources, ""), buffer, 0, 2000)).isEqualTo(-1);
        assertThat(RtcpWriter.write(new Bye(List.of(), "x".repeat(256)), buffer, 0, 2000))
                .isEqualTo(-1);
        assertThat(RtcpWriter.write(SourceDescription.ofCname(1, "x".repeat(256)), buffer, 0, 2000))
                .isEqualTo(-1);
        assertThat(RtcpWriter.write(new GenericNack(1, 2, List.of()), buffer, 0, 2000))
                .isEqualTo(-1);
        assertThat(RtcpWriter.write(new ReceiverEstimatedMaxBitrate(1, 0, -1, List.of()), buffer, 0, 2000))
                .isEqualTo(-1);
        assertThat(RtcpWriter.write(new UnknownRtcp(204, 0, 8), buffer, 0, 2000))
                .isEqualTo(-1);
    }

    @Test
    void aBitrateIsRoundedDownToEighteenBits() {
        byte[] buffer = new byte[100];
        int length = RtcpWriter.write(new ReceiverEstimatedMaxBitrate(1, 0, 2_500_001, List.of()), buffer, 0, 100);
        assertThat(RtcpReader.read(buffer, 0, length))
                .contains(List.of(new ReceiverEstimatedMaxBitrate(1, 0, 2_500_000, List.of())));
    }
}
