package dev.parley.protocol.ice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.stun.StunMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps what an agent sends and tells. */
class RecordingListener implements IceAgent.Listener<TestTuple> {
    final List<byte[]> sent = new ArrayList<>();
    final List<TestTuple> destinations = new ArrayList<>();
    final List<String> events = new ArrayList<>();

    @Override
    public void send(byte[] buffer, int offset, int length, TestTuple tuple) {
        sent.add(Arrays.copyOfRange(buffer, offset, offset + length));
        destinations.add(tuple);
    }

    @Override
    public void tupleAdded(TestTuple tuple) {
        events.add("added " + tuple.host());
    }

    @Override
    public void tupleRemoved(TestTuple tuple) {
        events.add("removed " + tuple.host());
    }

    @Override
    public void tupleSelected(TestTuple tuple) {
        events.add("selected " + tuple.host());
    }

    @Override
    public void usernameFragmentRetired(String usernameFragment) {
        events.add("retired " + usernameFragment);
    }

    @Override
    public void failed() {
        events.add("failed");
    }

    StunMessage onlyMessage() {
        assertThat(sent).hasSize(1);
        StunMessage message = new StunMessage();
        assertThat(message.parse(sent.getFirst(), 0, sent.getFirst().length)).isTrue();
        return message;
    }
}
