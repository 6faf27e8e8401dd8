@NullMarked
package dev.parley.protocol.payload;

import org.jspecify.annotations.NullMarked;
