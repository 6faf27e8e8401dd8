package dev.parley.desktop.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.desktop.call.DataSaver.Flow;
import dev.parley.protocol.media.MediaKind;
import dev.parley.protocol.signaling.ProducerSource;
import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.RoomRequest;
import dev.parley.protocol.signaling.ServerMessage;
import dev.parley.protocol.signaling.VisibleProducer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the server is told of what is seen, in virtual time. */
class LayoutReportTest {
    private final VirtualTime time = new VirtualTime();
    private final List<List<VisibleProducer>> told = new ArrayList<>();
    private boolean reachable = true;
    private final People people = new People(time, new Nobody());
    private Flow flow = new Flow(Map.of(), 0);
    private final LayoutReport report = new LayoutReport(time, people, this::ask, () -> flow);

    private CompletableFuture<Void> ask(RoomRequest request) {
        told.add(((RoomRequest.SetLayout) request).visible());
        return reachable
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(new IllegalStateException("no socket"));
    }

    @BeforeEach
    void twoSendTheirCamerasAndOneAScreenToo() {
        for (String peer : List.of("grace", "tim")) {
            people.notice(new ServerMessage.NewPeer(peer, peer, false, Optional.of(Role.PARTICIPANT)));
            produce(peer, peer + "-camera", ProducerSource.CAMERA);
        }
        produce("tim", "tim-screen", ProducerSource.SCREEN);
    }

    private void produce(String peer, String producer, ProducerSource source) {
        people.notice(new ServerMessage.NewProducer(peer, producer, MediaKind.VIDEO, false, Optional.of(source)));
    }

    private static Seen seen(String peer, int width) {
        return new Seen(peer, false, width, width * 9 / 16);
    }

    private static VisibleProducer visible(String producer, int width) {
        return new VisibleProducer(producer, width, width * 9 / 16);
    }

    @Test
    void nothingIsToldBeforeSomebodyLooks() {
        report.changed();
        report.again();
        time.pass(10);
        assertThat(told).isEmpty();
    }

    @Test
    void whatIsSeenIsToldOnceItHasSettled() {
        report.show(List.of(seen("grace", 320)));
        report.show(List.of(seen("grace", 640), seen("tim", 160)));
        report.show(List.of(seen("grace", 640), seen("tim", 160), seen("gone", 160)));
        time.pass(1);
        assertThat(told).containsExactly(List.of(visible("grace-camera", 640), visible("tim-camera", 160)));
        report.show(List.of(seen("grace", 640), seen("tim", 160)));
        time.pass(1);
        assertThat(told).hasSize(1);
    }

    @Test
    void aScreenIsAnotherPictureOfTheSamePerson() {
        report.show(List.of(new Seen("tim", true, 1280, 720)));
        time.pass(1);
        assertThat(told).containsExactly(List.of(new VisibleProducer("tim-screen", 1280, 720)));
    }

    @Test
    void whatCannotBeToldIsToldWithTheNextChange() {
        reachable = false;
        report.show(List.of(seen("grace", 640)));
        time.pass(1);
        reachable = true;
        report.changed();
        time.pass(1);
        assertThat(told).hasSize(2);
        report.changed();
        time.pass(1);
        assertThat(told).hasSize(2);
    }

    @Test
    void theServerIsToldAgainWhenItSendsSomethingNewByItself() {
        report.show(List.of(seen("grace", 640)));
        time.pass(1);
        report.again();
        time.pass(1);
        assertThat(told).hasSize(2).containsOnly(List.of(visible("grace-camera", 640)));
    }

    @Test
    void aBudgetLeavesOutTheSmallestAndMarksIt() {
        VisibleProducer screen = new VisibleProducer("tim-screen", 1280, 720);
        flow = new Flow(Map.of("tim-screen", 500_000L, "grace-camera", 600_000L, "tim-camera", 300_000L), 200_000);
        report.show(List.of(seen("grace", 640), new Seen("tim", true, 1280, 720), seen("tim", 160)));
        report.budget(1_500_000);
        time.pass(3);
        assertThat(told.getLast()).containsExactly(visible("grace-camera", 640), screen);
        assertThat(person("tim").spared(false)).isTrue();
        assertThat(person("tim").spared(true)).isFalse();
        assertThat(person("grace").spared(false)).isFalse();
        report.budget(500_000);
        time.pass(1);
        assertThat(told.getLast()).containsExactly(screen);
        report.budget(0);
        time.pass(1);
        assertThat(told.getLast()).hasSize(3);
        assertThat(person("tim").spared(false)).isFalse();
    }

    @Test
    void withoutABudgetNothingIsMeasured() {
        report.show(List.of(seen("grace", 640)));
        report.budget(500_000);
        time.pass(3);
        report.budget(0);
        time.pass(3);
        flow = new Flow(Map.of("grace-camera", -1L), 0);
        int before = told.size();
        time.pass(60);
        assertThat(told).hasSize(before);
        assertThat(time.isIdle()).isTrue();
    }

    private RemotePerson person(String peerId) {
        return people.get(peerId).orElseThrow();
    }

    private static final class Nobody implements People.Listener {
        @Override
        public void added(RemotePerson person) {}

        @Override
        public void changed(RemotePerson person) {}

        @Override
        public void removed(RemotePerson person) {}
    }
}
