package dev.parley.sfu.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sfu.room.PeerLimits;
import dev.parley.sfu.signaling.MemorySignaling.MemoryPeer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What several peers are told in the same words is written once. */
class AnnouncementTest {
    private final MemorySignaling signaling = new MemorySignaling(PeerLimits.STANDARD, 20);

    @AfterEach
    void end() throws InterruptedException {
        signaling.close();
    }

    private MemoryPeer extended() {
        MemoryPeer peer = signaling.peer("127.0.0.1");
        peer.joinExtended("tea");
        return peer;
    }

    private MemoryPeer base() {
        MemoryPeer peer = signaling.peer("127.0.0.1");
        peer.join("tea");
        return peer;
    }

    @Test
    void peersOfOneGenerationGetTheVerySameFrame() {
        List<MemoryPeer> all = List.of(extended(), extended(), base(), base());
        List<MemoryPeer> three = all.subList(0, 3);

        MemoryPeer newcomer = extended();
        List<String> heard = all.stream().map(peer -> peer.frames.getLast()).toList();

        assertThat(heard).allMatch(frame -> frame.contains("newPeer") && frame.contains(newcomer.id));
        assertThat(heard.get(1)).isSameAs(heard.get(0)).contains("displayName");
        assertThat(heard.get(3)).isSameAs(heard.get(2)).doesNotContain("displayName");

        all.getLast().vanish();
        List<String> gone = three.stream().map(peer -> peer.frames.getLast()).toList();
        assertThat(gone).allMatch(frame -> frame.contains("peerLeft") && frame.contains(all.getLast().id));
        assertThat(gone.get(1)).isSameAs(gone.get(0));
        assertThat(newcomer.frames.getLast()).isSameAs(gone.get(0));
    }
}
