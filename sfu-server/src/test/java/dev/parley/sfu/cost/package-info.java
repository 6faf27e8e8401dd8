/**
 * What forwarding a packet costs, counted in the running server: how often its payload is copied. The server's classes are
 * loaded with every instruction told to a meter that can move bytes, so that no copy can be forgotten.
 */
@NullMarked
package dev.parley.sfu.cost;

import org.jspecify.annotations.NullMarked;
