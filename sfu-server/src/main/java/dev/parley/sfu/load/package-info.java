/**
 * A client of the signaling protocol and of the media path that makes load and counts what arrives: for {@code parley
 * bench}, for tests, and for whoever wants to know whether a server can be reached.
 *
 * <p>Signaling blocks its caller, on any thread; each {@link dev.parley.sfu.load.LoadPeer} is confined to one at a time.
 * Media of one {@link dev.parley.sfu.load.LoadClient} runs on one thread of its own, however many transports there are.
 * Imports the shared protocol only, nothing of the server: what it measures is another process, or might be.
 */
@NullMarked
package dev.parley.sfu.load;

import org.jspecify.annotations.NullMarked;
