package dev.parley.sfu.net;

import dev.parley.sfu.transport.OutgoingSlot;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DatagramPacket;
import org.jspecify.annotations.Nullable;

/** Sends by Netty's own writes, where there is no {@code sendmmsg}. */
final class NettyDatagramSender implements DatagramSender {
    private final Channel channel;

    NettyDatagramSender(Channel channel) {
        this.channel = channel;
    }

    @Override
    public boolean add(byte[] buffer, int offset, int length, UdpTuple to) {
        if (!channel.isWritable()) {
            return false;
        }
        ByteBuf copy = channel.alloc().directBuffer(length).writeBytes(buffer, offset, length);
        var _ = channel.write(new DatagramPacket(copy, to.remote()), channel.voidPromise());
        return true;
    }

    @Override
    public boolean joins(UdpTuple to) {
        return false;
    }

    @Override
    public @Nullable OutgoingSlot slot(int length) {
        return null;
    }

    @Override
    public boolean isAmple(int length, UdpTuple to) {
        return false;
    }

    @Override
    public void addSlot(int length, UdpTuple to) {
        throw new IllegalStateException("no slot was given");
    }

    @Override
    public int commonLength(int length, int shortBy, UdpTuple to) {
        return length;
    }

    @Override
    public int flush() {
        channel.flush();
        return 0;
    }

    @Override
    public boolean pending() {
        return false;
    }
}
