package dev.parley.sfu.http;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandler;

/** Speaks TLS for a connection. */
public interface TlsDoor {
    /** The handler that ends TLS; called on the control thread for each connection. */
    ChannelHandler open(ByteBufAllocator allocator);
}
