/**
 * Codecs behind small interfaces: libvpx and Opus natively, pure Java where no native library loads. Thread: each
 * encoder and decoder belongs to one thread at a time. Imports {@code picture}.
 */
@NullMarked
package dev.parley.desktop.codec;

import org.jspecify.annotations.NullMarked;
