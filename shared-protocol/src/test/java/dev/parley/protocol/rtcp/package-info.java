@NullMarked
package dev.parley.protocol.rtcp;

import org.jspecify.annotations.NullMarked;
