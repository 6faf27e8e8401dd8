package dev.parley.desktop.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.media.RtcpParameters;
import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.protocol.media.RtpParameters;
import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.ErrorCode;
import dev.parley.protocol.signaling.RequestId;
import dev.parley.protocol.signaling.ServerMessage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PendingRequestsTest {
    private static final RtpParameters NOTHING =
            new RtpParameters("", List.of(), List.of(), List.of(), RtcpParameters.UNKNOWN, "");

    private final PendingRequests pending = new PendingRequests();

    @Test
    void anIdFindsItsRequest() {
        var first = pending.add(1, new ClientMessage.ResumeConsumer("a"));
        var second = pending.add(2, new ClientMessage.ResumeConsumer("b"));

        assertThat(pending.answer(RequestId.of(2), new ServerMessage.ConsumerResumed("b")))
                .isTrue();

        assertThat(second).isCompleted();
        assertThat(first).isNotDone();
    }

    @Test
    void withoutIdsAProducerIsKnownByItsKind() {
        var video = pending.add(1, produce(MediaKind.VIDEO));
        var audio = pending.add(2, produce(MediaKind.AUDIO));

        assertThat(pending.answer(RequestId.NONE, new ServerMessage.Produced("p", MediaKind.AUDIO)))
                .isTrue();

        assertThat(audio).isCompleted();
        assertThat(video).isNotDone();
    }

    @Test
    void withoutIdsAConsumerIsKnownByItsProducer() {
        RtpCapabilities none = new RtpCapabilities(List.of(), List.of());
        var kept = pending.add(1, new ClientMessage.Consume("one", none));
        var quick = pending.add(2, new ClientMessage.Consume("two", none));

        assertThat(pending.answer(
                        RequestId.NONE,
                        new ServerMessage.Consumed(
                                "c", "two", "peer", MediaKind.AUDIO, NOTHING, Optional.empty(), false)))
                .isTrue();

        assertThat(quick).isCompleted();
        assertThat(kept).isNotDone();
    }

    @Test
    void whatNobodyAskedForIsNoAnswer() {
        var asked = pending.add(1, new ClientMessage.GetRouterRtpCapabilities());

        assertThat(pending.answer(RequestId.NONE, new ServerMessage.PeerLeft("peer")))
                .isFalse();
        assertThat(pending.answer(RequestId.of(9), new ServerMessage.RoomLeft("room")))
                .isFalse();

        assertThat(asked).isNotDone();
    }

    @Test
    void aRefusalWithoutIdEndsTheFirstRequestOfItsType() {
        var join = pending.add(1, new ClientMessage.JoinRoom("room", "", "", 2));
        var leave = pending.add(2, new ClientMessage.LeaveRoom());

        pending.refuse(
                RequestId.NONE, Optional.of("leaveRoom"), new RefusedException(ErrorCode.UNKNOWN_TYPE, "no such type"));

        assertThat(leave).isCompletedExceptionally();
        assertThat(join).isNotDone();
    }

    private static ClientMessage.Produce produce(MediaKind kind) {
        return new ClientMessage.Produce("transport", kind, NOTHING, Optional.empty(), false);
    }
}
