package dev.parley.sfu.http;

import dev.parley.protocol.stun.StunMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.Optional;

/**
 * What a new connection speaks, by its first bytes: a TLS record begins with 0x16 (RFC 8446 section 5.1), HTTP with the
 * capital of a method, ICE-TCP with a frame's length (RFC 4571) that is too small to be either, and a STUN Binding
 * request in it (RFC 6544 section 7.2).
 */
final class FirstBytes {
    /** What is spoken. */
    enum Kind {
        /** More bytes are needed; never more than {@link #MAX_BYTES}. */
        UNDECIDED,
        TLS,
        HTTP,
        /** ICE-TCP; its first frame is complete. */
        ICE_CHECK,
        /** Nothing that is spoken here. */
        STRANGE
    }

    /** An ICE check has some 150 bytes; RFC 8489 (section 6.1) has 1500 in mind for the largest. */
    static final int MAX_FRAME = 1024;

    private static final int FRAME_HEADER = 2;

    /** After so many bytes it is decided. */
    static final int MAX_BYTES = FRAME_HEADER + MAX_FRAME;

    private static final int TLS_HANDSHAKE = 0x16;
    private static final int TLS_MAJOR_VERSION = 3;
    private static final byte[] MAGIC_COOKIE = {0x21, 0x12, (byte) 0xa4, 0x42};
    private static final int COOKIE_AT = 4;

    private FirstBytes() {}

    /** Reads on from the reader index, which stays where it is. */
    static Kind of(ByteBuf bytes) {
        if (!bytes.isReadable()) {
            return Kind.UNDECIDED;
        }
        int at = bytes.readerIndex();
        int first = bytes.getUnsignedByte(at);
        if (first == TLS_HANDSHAKE) {
            return bytes.readableBytes() < 2
                    ? Kind.UNDECIDED
                    : bytes.getByte(at + 1) == TLS_MAJOR_VERSION ? Kind.TLS : Kind.STRANGE;
        }
        // An empty line before a request is to be forgiven (RFC 9112 section 2.2).
        if ((first >= 'A' && first <= 'Z') || first == '\r' || first == '\n') {
            return Kind.HTTP;
        }
        return iceCheck(bytes, at);
    }

    private static Kind iceCheck(ByteBuf bytes, int at) {
        int readable = bytes.readableBytes();
        if (bytes.getUnsignedByte(at) > MAX_FRAME >> 8) {
            return Kind.STRANGE;
        }
        if (readable < FRAME_HEADER) {
            return Kind.UNDECIDED;
        }
        int length = bytes.getUnsignedShort(at);
        if (length < StunMessage.HEADER || length > MAX_FRAME || length % 4 != 0) {
            return Kind.STRANGE;
        }
        int stun = at + FRAME_HEADER;
        int known = readable - FRAME_HEADER;
        // Strangers are sent away at their first wrong byte, however slowly they send.
        if ((known > 0 && bytes.getByte(stun) != 0)
                || (known > 1 && bytes.getByte(stun + 1) != StunMessage.BINDING)
                || (known >= COOKIE_AT && bytes.getUnsignedShort(stun + 2) != length - StunMessage.HEADER)) {
            return Kind.STRANGE;
        }
        for (int i = 0; i < MAGIC_COOKIE.length && COOKIE_AT + i < known; i++) {
            if (bytes.getByte(stun + COOKIE_AT + i) != MAGIC_COOKIE[i]) {
                return Kind.STRANGE;
            }
        }
        return known < length ? Kind.UNDECIDED : Kind.ICE_CHECK;
    }

    /** The name of the transport that an {@link Kind#ICE_CHECK} is for. */
    static Optional<String> usernameFragment(ByteBuf bytes) {
        int length = bytes.getUnsignedShort(bytes.readerIndex());
        byte[] check = ByteBufUtil.getBytes(bytes, bytes.readerIndex() + FRAME_HEADER, length);
        return StunMessage.receiverUsernameFragment(check, 0, length);
    }
}
