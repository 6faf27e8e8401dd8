/**
 * The server's figures for Prometheus, on a port of their own.
 *
 * <p>Thread: those of the library's HTTP server; they ask for {@link dev.parley.sfu.metrics.ServerFigures} and wait. Imports
 * {@code worker} for its records.
 */
@NullMarked
package dev.parley.sfu.metrics;

import org.jspecify.annotations.NullMarked;
