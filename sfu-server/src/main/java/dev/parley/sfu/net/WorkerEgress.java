package dev.parley.sfu.net;

import dev.parley.protocol.media.TransportProtocol;
import dev.parley.sfu.stream.DropReason;
import dev.parley.sfu.stream.WorkerCounters;
import dev.parley.sfu.transport.Egress;
import dev.parley.sfu.transport.OutgoingSlot;
import dev.parley.sfu.transport.TransportTuple;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Gathers what a Worker sends in one pass of its loop and lets it go at the pass's end. */
final class WorkerEgress implements Egress {
    /** When the kernel's buffer is full it drains at the speed of the network card. */
    private static final long RETRY_MICROS = 500;

    private final EventLoop loop;
    private final WorkerCounters counters;
    private final List<TcpTuple> dirtyConnections = new ArrayList<>();
    private final Runnable flush = this::flush;
    private @Nullable DatagramSender datagrams;
    private boolean flushScheduled;
    /** The kernel took not all: it is asked again when time has passed, and not for each packet. */
    private boolean blocked;

    /** Set from any thread: nothing can leave from then on. */
    private volatile boolean closed;

    WorkerEgress(EventLoop loop, WorkerCounters counters) {
        this.loop = loop;
        this.counters = counters;
    }

    void datagrams(DatagramSender sender) {
        datagrams = sender;
    }

    @Override
    public void send(byte[] buffer, int offset, int length, TransportTuple to) {
        switch (to) {
            case UdpTuple udp -> sendDatagram(buffer, offset, length, udp);
            case TcpTuple tcp -> {
                if (tcp.add(buffer, offset, length)) {
                    counters.sent(TransportProtocol.TCP, length);
                    dirtyConnections.add(tcp);
                } else {
                    counters.count(DropReason.TCP_BACKLOG);
                }
            }
            default -> throw new IllegalArgumentException("no way to " + to);
        }
        flushSoon();
    }

    @Override
    public boolean joins(TransportTuple to) {
        DatagramSender sender = datagrams;
        return sender != null && to instanceof UdpTuple udp && sender.joins(udp);
    }

    @Override
    public @Nullable OutgoingSlot slot(int length, TransportTuple to) {
        DatagramSender sender = datagrams;
        if (sender == null || closed || !(to instanceof UdpTuple udp)) {
            return null;
        }
        if (!blocked && sender.isAmple(length, udp)) {
            flush(sender);
        }
        OutgoingSlot slot = sender.slot(length);
        // Full: made room once. Where there are no slots nothing is pending, and all leaves at the end of the pass.
        if (slot == null && !blocked && sender.pending()) {
            flush(sender);
            slot = sender.slot(length);
        }
        return slot;
    }

    @Override
    public void sendSlot(int length, TransportTuple to) {
        DatagramSender sender = datagrams;
        if (sender == null || !(to instanceof UdpTuple udp)) {
            throw new IllegalStateException("no slot was given");
        }
        sender.addSlot(length, udp);
        counters.sent(TransportProtocol.UDP, length);
        flushSoon();
    }

    @Override
    public int commonLength(int length, int shortBy, TransportTuple to) {
        DatagramSender sender = datagrams;
        return sender != null && to instanceof UdpTuple udp ? sender.commonLength(length, shortBy, udp) : length;
    }

    private void flushSoon() {
        if (!flushScheduled) {
            flushScheduled = true;
            loop.execute(flush);
        }
    }

    private void sendDatagram(byte[] buffer, int offset, int length, UdpTuple to) {
        DatagramSender sender = datagrams;
        if (sender == null || closed) {
            counters.count(DropReason.SEND_FAILED);
        } else if (add(sender, buffer, offset, length, to)) {
            counters.sent(TransportProtocol.UDP, length);
        } else {
            counters.count(DropReason.SEND_FAILED);
        }
    }

    private boolean add(DatagramSender sender, byte[] buffer, int offset, int length, UdpTuple to) {
        if (sender.add(buffer, offset, length, to)) {
            return true;
        }
        if (blocked) {
            return false;
        }
        // Full: make room once, then the datagram must go or be dropped.
        flush(sender);
        return sender.add(buffer, offset, length, to);
    }

    private void flush() {
        flushScheduled = false;
        DatagramSender sender = datagrams;
        if (sender != null && !closed) {
            flush(sender);
            if (blocked) {
                flushScheduled = true;
                var _ = loop.schedule(flush, RETRY_MICROS, TimeUnit.MICROSECONDS);
            }
        }
        for (TcpTuple connection : dirtyConnections) {
            connection.flush();
        }
        dirtyConnections.clear();
    }

    private void flush(DatagramSender sender) {
        for (int refused = sender.flush(); refused > 0; refused--) {
            counters.count(DropReason.SEND_FAILED);
        }
        blocked = sender.pending();
    }

    /** Sends nothing more; on any thread. */
    void close() {
        closed = true;
    }

    /** Sends what waits, now. */
    void flushNow() {
        flush();
    }
}
