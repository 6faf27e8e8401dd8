package dev.parley.sfu.net;

/** Where the fields of {@code struct mmsghdr} stand on 64-bit Linux, and those of the {@code struct iovec} it points to. */
final class Mmsghdr {
    /** A msghdr {name, namelen, iov, iovlen, control, controllen, flags}, then the length sent or read. */
    static final long BYTES = 64;

    static final long NAME = 0;
    static final long NAME_LENGTH = 8;
    static final long VECTOR = 16;
    static final long VECTOR_COUNT = 24;
    static final long CONTROL = 32;
    static final long CONTROL_LENGTH = 40;
    static final long LENGTH = 56;

    /** An iovec: base, length. */
    static final long IOVEC_BYTES = 16;

    static final long IOVEC_LENGTH = 8;

    private Mmsghdr() {}
}
