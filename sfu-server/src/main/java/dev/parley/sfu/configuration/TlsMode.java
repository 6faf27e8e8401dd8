package dev.parley.sfu.configuration;

/** Where the certificate comes from with which the server proves who it is. */
public enum TlsMode {
    /** Plain HTTP: for this machine alone, or behind a reverse proxy that ends TLS. */
    OFF,
    /** Files that somebody else keeps up to date. */
    FILES,
    /** A public authority, asked by the server itself (RFC 8555). */
    ACME,
    /** An authority of the server's own, for networks without public names. */
    LOCAL
}
