package dev.parley.sfu.net;

import dev.parley.sfu.transport.TransportTuple;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a port gives it, for another thread to look at. */
final class ReceivedDatagrams implements DatagramSink {
    record Datagram(String text, InetSocketAddress from) {}

    private final BlockingQueue<Datagram> received = new LinkedBlockingQueue<>();

    /** Called with each datagram, on the port's thread. */
    volatile Runnable also = () -> {};

    @Override
    public void udp(byte[] buffer, int length, DatagramSource from, long nowNanos) {
        received.add(new Datagram(new String(buffer, 0, length, StandardCharsets.US_ASCII), from.address()));
        also.run();
    }

    @Override
    public void tcp(byte[] buffer, int length, TransportTuple from, long nowNanos) {}

    @Override
    public void tcpClosed(TransportTuple connection, long nowNanos) {}

    /** The next datagram; fails when none comes. */
    Datagram next() throws InterruptedException {
        Datagram next = received.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("no datagram came");
        }
        return next;
    }

    /** The texts of so many. */
    List<String> texts(int count) throws InterruptedException {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(next().text());
        }
        return texts;
    }

    int waiting() {
        return received.size();
    }
}
