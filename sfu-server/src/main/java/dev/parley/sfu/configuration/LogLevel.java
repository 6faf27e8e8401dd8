package dev.parley.sfu.configuration;

/** How much is written to standard error. */
public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
}
