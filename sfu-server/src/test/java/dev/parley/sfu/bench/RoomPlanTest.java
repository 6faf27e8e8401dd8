package dev.parley.sfu.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sfu.load.StreamShape;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RoomPlanTest {
    private static final StreamShape VIDEO = StreamShape.video(100, 1100);

    @Test
    void aBroadcastHasAStreamForEachListener() {
        RoomPlan plan = RoomPlan.broadcast(3, 20, VIDEO);

        assertThat(plan.peers()).isEqualTo(63);
        assertThat(plan.streams()).isEqualTo(60);
        assertThat(plan.copies()).isEqualTo(20);
    }

    @Test
    void inAMeetingOfTenEachReceivesTwoTracksOfNineOthers() {
        RoomPlan plan = RoomPlan.meeting(10, VIDEO);

        assertThat(plan.peers()).isEqualTo(10);
        assertThat(plan.streams()).isEqualTo(180);
        assertThat(plan.copies()).isEqualTo(9);
        assertThat(plan.outPerSecond()).isEqualTo(13_500);
    }

    @Test
    void sendersReceiveEachOtherAndListenersAll() {
        RoomPlan plan = new RoomPlan(2, 2, 8, List.of(VIDEO, StreamShape.speech()));

        assertThat(plan.peers()).isEqualTo(20);
        assertThat(plan.streams()).isEqualTo(2 * (2 * 2 + 8 * 4));
    }
}
