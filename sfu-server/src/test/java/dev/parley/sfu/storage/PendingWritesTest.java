package dev.parley.sfu.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PendingWritesTest {
    private final PendingWrites pending = new PendingWrites(10);
    private final List<String> written = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();
    private int attempts;

    private void write(String room, String what) {
        pending.write(room, () -> {
            attempts++;
            if (refused.contains(room) || refused.contains(what)) {
                throw new IOException(what + " is refused");
            }
            written.add(what);
        });
    }

    @Test
    void whatCanBeWrittenIsWrittenAtOnce() {
        write("tea", "tea 1");

        assertThat(written).containsExactly("tea 1");
        assertThat(pending.isEmpty()).isTrue();
    }

    @Test
    void ofOneRoomTheOrderIsKeptAndOthersGoOn() {
        refused.add("tea 1");
        write("tea", "tea 1");
        write("tea", "tea 2");
        write("board", "board 1");
        assertThat(written).containsExactly("board 1");
        assertThat(attempts).as("what waits behind what failed is not tried").isEqualTo(2);

        refused.clear();
        pending.tryAgain();

        assertThat(written).containsExactly("board 1", "tea 1", "tea 2");
        assertThat(pending.isEmpty()).isTrue();
    }

    @Test
    void whatNeverSucceedsIsGivenUpAndWhatIsBehindItIsNot() {
        refused.add("tea 1");
        write("tea", "tea 1");
        write("tea", "tea 2");

        for (int i = 1; i < PendingWrites.MAXIMUM_TRIES; i++) {
            pending.tryAgain();
        }
        assertThat(written).isEmpty();
        pending.tryAgain();

        assertThat(written).containsExactly("tea 2");
        assertThat(pending.isEmpty()).isTrue();
    }

    @Test
    void anErrorInTheProgramIsTreatedAsOneOfTheDisk() {
        boolean[] broken = {true};
        pending.write("tea", () -> {
            if (broken[0]) {
                throw new IllegalStateException("never thought of");
            }
            written.add("tea 1");
        });
        write("board", "board 1");
        assertThat(written).containsExactly("board 1");

        broken[0] = false;
        pending.tryAgain();

        assertThat(written).containsExactly("board 1", "tea 1");
    }

    @Test
    void aDiskThatFailsIsAskedAFewTimesOnlyInOneGoAndEachRoomHasItsTurn() {
        for (int room = 0; room < 8; room++) {
            refused.add("room " + room);
            write("room " + room, "of room " + room);
        }
        attempts = 0;
        pending.tryAgain();
        assertThat(attempts).isEqualTo(PendingWrites.MAXIMUM_FAILURES);

        refused.remove("room 7");
        pending.tryAgain();
        pending.tryAgain();

        assertThat(written).containsExactly("of room 7");
    }

    @Test
    void tooMuchIsNotKept() {
        refused.add("tea");
        for (int i = 0; i < 12; i++) {
            write("tea", "tea " + i);
        }
        write("board", "not in its way");
        assertThat(written).containsExactly("not in its way");

        refused.clear();
        pending.tryAgain();

        assertThat(written).hasSize(11).endsWith("tea 9");
        assertThat(pending.isEmpty()).isTrue();
    }

    @Test
    void whileTheDiskFailsNothingElseIsTriedAtOnceAndAllIsTriedAtTheEnd() {
        for (int room = 0; room < PendingWrites.MAXIMUM_FAILURES; room++) {
            refused.add("room " + room);
            write("room " + room, "of room " + room);
        }
        attempts = 0;
        write("tea", "tea 1");
        write("board", "board 1");
        assertThat(attempts).isZero();

        pending.tryAll();
        assertThat(written).containsExactly("tea 1", "board 1");
        assertThat(attempts).isEqualTo(PendingWrites.MAXIMUM_FAILURES + 2);
    }

    @Test
    void aRoomWhoseLastWriteWasGivenUpIsNoFailingRoomAnyMore() {
        for (int room = 0; room < PendingWrites.MAXIMUM_FAILURES; room++) {
            refused.add("room " + room);
            write("room " + room, "of room " + room);
        }
        for (int i = 0; i < PendingWrites.MAXIMUM_TRIES; i++) {
            pending.tryAll();
        }
        assertThat(pending.isEmpty()).isTrue();

        write("tea", "tea 1");
        assertThat(written).containsExactly("tea 1");
    }
}
