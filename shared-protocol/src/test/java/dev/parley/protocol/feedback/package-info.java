@NullMarked
package dev.parley.protocol.feedback;

import org.jspecify.annotations.NullMarked;
