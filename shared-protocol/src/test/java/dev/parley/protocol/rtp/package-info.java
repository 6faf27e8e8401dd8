@NullMarked
package dev.parley.protocol.rtp;

import org.jspecify.annotations.NullMarked;
