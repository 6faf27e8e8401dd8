package dev.parley.protocol.json;

/** The JSON {@code null} in a tree. */
public enum JsonNull {
    /** The only one. */
    NULL
}
