/** The bench: what it computes and reads from others. What it measures is no test's business. */
@NullMarked
package dev.parley.sfu.bench;

import org.jspecify.annotations.NullMarked;
