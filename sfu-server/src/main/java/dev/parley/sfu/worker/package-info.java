/**
 * Workers: one event loop with its sockets and routers each, and the {@code *Proxy} classes through which other
 * threads reach them.
 *
 * <p>Thread: a Worker's own, but for the proxies, which may be called from any one thread, the control thread, and
 * answer on it. Imports {@code router}, {@code net}, {@code transport} and what stands below them.
 */
@NullMarked
package dev.parley.sfu.worker;

import org.jspecify.annotations.NullMarked;
