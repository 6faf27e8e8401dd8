package dev.parley.protocol.ice;

/**
 * A remote address as the owner of an agent knows it: protocol (UDP, or one TCP connection), local and remote address.
 * Implementations have {@code equals} and {@code hashCode} by value, cheap ones (identity first): they run per packet. They never change.
 */
public interface IceTuple {
    /** The remote address, 4 or 16 bytes; not copied, not to be written to. */
    byte[] address();

    /** The remote port, 1 to 65535. */
    int port();
}
