package dev.parley.protocol.ice;

/** A remote address 10.0.0.{@code host}. */
public record TestTuple(String protocol, int host, int port) implements IceTuple {
    @Override
    public byte[] address() {
        return new byte[] {10, 0, 0, (byte) host};
    }
}
