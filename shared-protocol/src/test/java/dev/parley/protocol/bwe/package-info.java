@NullMarked
package dev.parley.protocol.bwe;

import org.jspecify.annotations.NullMarked;
