/**
 * Whether a server is who it says: the roots of the system, and for servers with an authority of their own the one that a
 * person has confirmed, remembered for each host.
 *
 * <p>Thread: any. Imports nothing else of the client.
 */
@NullMarked
package dev.parley.desktop.trust;

import org.jspecify.annotations.NullMarked;
