/**
 * One window for each person: a second start, such as by a link, finds the first and hands over what it was given.
 *
 * <p>Thread: any. Imports nothing else of the client.
 */
@NullMarked
package dev.parley.desktop.instance;

import org.jspecify.annotations.NullMarked;
