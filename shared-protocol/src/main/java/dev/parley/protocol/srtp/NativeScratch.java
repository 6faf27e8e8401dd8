package dev.parley.protocol.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Memory outside the heap for what a call of OpenSSL takes and gives, of which nothing is needed after it. Each thread has
 * one for all its packets: that stays in the processor's caches while a thousand receivers take turns, which memory of each
 * receiver's own would not.
 */
final class NativeScratch {
    private static final ThreadLocal<NativeScratch> OF_THREAD = ThreadLocal.withInitial(NativeScratch::new);

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private static final int CACHE_LINE = 64;
    private static final int IV_AT = 0;
    private static final int WRITTEN_AT = 16;
    private static final int TAG_AT = 32;

    /** An {@code OSSL_PARAM} (openssl/core.h): its name, its type, where the value is, and its length. One of zeros ends them. */
    private static final int PARAMETER_AT = 64;

    private static final int TYPE_AT = PARAMETER_AT + 8;
    private static final int VALUE_AT = PARAMETER_AT + 16;
    private static final int LENGTH_AT = PARAMETER_AT + 24;
    private static final int PARAMETER_BYTES = 40;
    private static final int OCTETS = 5;
    private static final int BYTES = PARAMETER_AT + 2 * PARAMETER_BYTES;
    private static final MemorySegment TAG_NAME = Arena.global().allocateFrom("tag");

    /** A datagram, and whatever alignment takes. */
    private static final int FIRST_BYTES = 2_048;

    private final Arena arena = Arena.ofAuto();
    private final MemorySegment fixed = arena.allocate(BYTES, CACHE_LINE);
    private MemorySegment work = arena.allocate(FIRST_BYTES, CACHE_LINE);

    private NativeScratch() {
        fixed.set(ValueLayout.JAVA_LONG, PARAMETER_AT, TAG_NAME.address());
        fixed.set(ValueLayout.JAVA_INT, TYPE_AT, OCTETS);
        fixed.set(ValueLayout.JAVA_LONG, LENGTH_AT, Aead.TAG);
    }

    /** That of the calling thread, to be used by nobody else. */
    static NativeScratch ofThread() {
        return OF_THREAD.get();
    }

    /** Puts a vector there; its address. */
    long iv(int head, long tail) {
        fixed.set(INT, IV_AT, head);
        fixed.set(LONG, IV_AT + Integer.BYTES, tail);
        return fixed.address() + IV_AT;
    }

    /** Where OpenSSL puts the number of bytes that it wrote. */
    long written() {
        return fixed.address() + WRITTEN_AT;
    }

    /** Where a tag of {@value Aead#TAG} bytes is put, or taken from. */
    long tag() {
        return fixed.address() + TAG_AT;
    }

    /** Puts the tag there that begins at {@code offset}; its address. */
    long loadTag(byte[] bytes, int offset) {
        MemorySegment.copy(bytes, offset, fixed, ValueLayout.JAVA_BYTE, TAG_AT, Aead.TAG);
        return tag();
    }

    void storeTag(byte[] bytes, int offset) {
        MemorySegment.copy(fixed, ValueLayout.JAVA_BYTE, TAG_AT, bytes, offset, Aead.TAG);
    }

    /** The list of parameters with which a provider is asked for a tag, or told one, that is at {@code tag}. */
    long tagParameter(long tag) {
        fixed.set(ValueLayout.JAVA_LONG, VALUE_AT, tag);
        return fixed.address() + PARAMETER_AT;
    }

    /** Puts bytes there, in place of those before; their address. */
    long load(byte[] bytes, int offset, int length) {
        if (work.byteSize() < length) {
            work = arena.allocate(2L * length, CACHE_LINE);
        }
        MemorySegment.copy(bytes, offset, work, ValueLayout.JAVA_BYTE, 0, length);
        return work.address();
    }

    /** Gives back what was loaded, and has become something else there. */
    void store(int length, byte[] bytes, int offset) {
        MemorySegment.copy(work, ValueLayout.JAVA_BYTE, 0, bytes, offset, length);
    }
}
