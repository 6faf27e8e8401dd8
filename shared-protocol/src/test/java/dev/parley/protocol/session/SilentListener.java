package dev.parley.protocol.session;

import dev.parley.protocol.ice.IceAgent;
import dev.parley.protocol.ice.TestTuple;
import dev.parley.protocol.srtp.SrtpProfile;

/** Hears everything and does nothing. */
class SilentListener implements SessionListener<TestTuple> {
    int media;

    @Override
    public void send(byte[] buffer, int offset, int length, TestTuple tuple) {}

    @Override
    public void rtp(byte[] buffer, int offset, int length, long nowNanos) {
        media++;
    }

    @Override
    public void rtcp(byte[] buffer, int offset, int length, long nowNanos) {
        media++;
    }

    @Override
    public void connected(SrtpProfile profile) {}

    @Override
    public void failed(SessionFailure failure, String detail) {}

    @Override
    public void closedByPeer() {}

    @Override
    public void dropped(DropReason reason) {}

    @Override
    public void tupleAdded(TestTuple tuple) {}

    @Override
    public void tupleRemoved(TestTuple tuple) {}

    @Override
    public void tupleSelected(TestTuple tuple) {}

    @Override
    public void usernameFragmentRetired(String usernameFragment) {}

    /** The sending part, for an agent without a session. */
    IceAgent.Listener<TestTuple> asIce() {
        return new IceAgent.Listener<>() {
            @Override
            public void send(byte[] buffer, int offset, int length, TestTuple tuple) {
                SilentListener.this.send(buffer, offset, length, tuple);
            }

            @Override
            public void tupleAdded(TestTuple tuple) {}

            @Override
            public void tupleRemoved(TestTuple tuple) {}

            @Override
            public void tupleSelected(TestTuple tuple) {}

            @Override
            public void usernameFragmentRetired(String usernameFragment) {}

            @Override
            public void failed() {}
        };
    }
}
