/**
 * The commands. Reads the arguments, starts what they ask for through a {@link dev.parley.sfu.cli.ServerLauncher}, and
 * speaks to the person at the terminal.
 *
 * <p>Thread: the main thread. Imports {@code configuration}; the packages that serve and forward are reached by way of
 * what {@code Main} hands in.
 */
@NullMarked
package dev.parley.sfu.cli;

import org.jspecify.annotations.NullMarked;
