package dev.parley.desktop.transport;

import dev.parley.protocol.ice.IceTuple;

/** A way to the server that works, with checks and consent of its own: DTLS, RTP and RTCP go over it. */
abstract sealed class MediaPath implements IceTuple permits UdpPath, TcpPath {
    /** What a path tells, on the media thread. */
    interface Listener {
        /** It works from now on. */
        void opened(MediaPath path);

        /** A datagram came that is not STUN; the bytes are the receiver's from now on. */
        void datagram(MediaPath path, byte[] datagram, int length);

        /** Nothing has been heard over it for some seconds; it may come back, or be lost. */
        void silent(MediaPath path);

        /** Something is heard again. */
        void heardAgain(MediaPath path);

        /** It does not work, or no longer. Nothing follows. */
        void lost(MediaPath path);
    }

    /** Sends one datagram; false when that was not possible, which is as good as lost on the way. */
    abstract boolean send(byte[] buffer, int offset, int length);

    /** {@code UDP} or {@code TCP}. */
    abstract String protocol();

    /** Frees the sockets; nothing is told any more. */
    abstract void close();
}
