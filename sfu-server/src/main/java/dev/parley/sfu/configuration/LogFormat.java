package dev.parley.sfu.configuration;

/** How a line of the log is written. */
public enum LogFormat {
    /** For people. */
    TEXT,
    /** For programs: one JSON object. */
    JSON
}
