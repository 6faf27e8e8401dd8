package dev.parley.sfu.net;

import dev.parley.protocol.media.TransportProtocol;
import dev.parley.sfu.transport.TransportTuple;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import java.net.InetSocketAddress;

/** One TCP connection from a client. Equal to itself only. */
final class TcpTuple implements TransportTuple {
    /**
     * What may wait for a client that reads slowly. A second of a good picture: what is older is of no use, and lost
     * packets are asked for again.
     */
    private static final long BACKLOG_BYTES = 512 * 1024;

    private final Channel channel;
    private final InetSocketAddress remote;
    private boolean written;

    TcpTuple(Channel channel) {
        this.channel = channel;
        this.remote = (InetSocketAddress) channel.remoteAddress();
    }

    /** Adds a frame (RFC 4571); false when it had to be dropped. */
    boolean add(byte[] buffer, int offset, int length) {
        if (!channel.isActive() || waiting() > BACKLOG_BYTES) {
            return false;
        }
        ByteBuf frame = channel.alloc().directBuffer(TcpPort.FRAME_HEADER + length);
        frame.writeShort(length).writeBytes(buffer, offset, length);
        var _ = channel.write(frame, channel.voidPromise());
        written = true;
        return true;
    }

    private long waiting() {
        return channel.unsafe().outboundBuffer() == null
                ? Long.MAX_VALUE
                : channel.unsafe().outboundBuffer().totalPendingWriteBytes();
    }

    void flush() {
        if (written) {
            written = false;
            channel.flush();
        }
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public byte[] address() {
        return remote.getAddress().getAddress();
    }

    @Override
    public int port() {
        return remote.getPort();
    }

    @Override
    public TransportProtocol protocol() {
        return TransportProtocol.TCP;
    }

    @Override
    public void release() {
        // What was written before, a close_notify for one, goes out first.
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public String toString() {
        return "tcp " + remote.getAddress().getHostAddress() + " " + remote.getPort();
    }
}
