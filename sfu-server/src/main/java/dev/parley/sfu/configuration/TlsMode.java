package dev.parley.sfu.configuration;

/** Where the certificate comes from with which the server proves who it is. */
public enum TlsMode {
    /** Plain HTTP: for this machine alone, or behind a reverse proxy that ends TLS. */
    OFF,
    /** Files that somebody else keeps up to date. */
    FILES,
    /** An authority of the server's own, for networks without public names. */
    LOCAL
}
