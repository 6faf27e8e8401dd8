/**
 * What an operator can set, where it may come from (flag, environment, file, default) and what is wrong with it.
 *
 * <p>Thread: the main thread, before the server starts; the finished {@link ServerConfiguration} is immutable. Imports
 * only the shared protocol: every other package of the server may import this one.
 */
@NullMarked
package dev.parley.sfu.configuration;

import org.jspecify.annotations.NullMarked;
