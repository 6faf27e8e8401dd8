package dev.parley.protocol.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;

/**
 * OpenSSL's AES-GCM. The packet is copied to memory outside the heap and worked on in place; what is not to leave from
 * there is copied back. Nothing is allocated. The memory and OpenSSL's contexts are freed some time after this object is no longer reachable.
 */
final class OpenSslAead implements Aead {
    private static final int IV = 12;

    /** A datagram, and whatever alignment takes. */
    private static final int FIRST_BYTES = 2_048;

    private final Arena arena = Arena.ofAuto();
    private final MemorySegment key;
    private final MemorySegment iv = arena.allocate(IV);
    private final MemorySegment tag = arena.allocate(TAG);
    private final MemorySegment written = arena.allocate(16, 8);
    private MemorySegment work = arena.allocate(FIRST_BYTES, 64);
    private MemorySegment encrypting = MemorySegment.NULL;
    private MemorySegment decrypting = MemorySegment.NULL;

    OpenSslAead(byte[] key) {
        this.key = arena.allocateFrom(ValueLayout.JAVA_BYTE, key);
    }

    private long encrypting() {
        if (encrypting.address() == 0) {
            encrypting = context(true);
        }
        return encrypting.address();
    }

    private long decrypting() {
        if (decrypting.address() == 0) {
            decrypting = context(false);
        }
        return decrypting.address();
    }

    private MemorySegment context(boolean encrypt) {
        long context = LibCrypto.context(key.address(), (int) key.byteSize(), encrypt);
        return MemorySegment.ofAddress(context).reinterpret(arena, freed -> LibCrypto.free(freed.address()));
    }

    @Override
    public int encrypt(
            byte[] vector,
            byte[] header,
            int headerOffset,
            int headerLength,
            byte[] more,
            byte[] in,
            int inOffset,
            int length,
            byte[] out,
            int outOffset) {
        long context = encrypting();
        begin(context, vector, true, header, headerOffset, headerLength, more);
        long at = load(in, inOffset, length);
        LibCrypto.update(context, at, written.address(), at, length);
        end(context, tag.address());
        store(length, out, outOffset);
        MemorySegment.copy(tag, ValueLayout.JAVA_BYTE, 0, out, outOffset + length, TAG);
        return length + TAG;
    }

    @Override
    public int encrypt(byte[] vector, byte[] packet, int headerLength, int length, MemorySegment out, long at) {
        long context = encrypting();
        MemorySegment.copy(vector, 0, iv, ValueLayout.JAVA_BYTE, 0, IV);
        MemorySegment.copy(packet, 0, out, ValueLayout.JAVA_BYTE, at, length);
        long header = out.address() + at;
        long payload = header + headerLength;
        LibCrypto.begin(context, iv.address(), true);
        LibCrypto.update(context, 0, written.address(), header, headerLength);
        LibCrypto.update(context, payload, written.address(), payload, length - headerLength);
        end(context, header + length);
        MemorySegment.copy(out, ValueLayout.JAVA_BYTE, at + length, packet, length, TAG);
        return length + TAG;
    }

    @Override
    public int decrypt(
            byte[] vector,
            byte[] header,
            int headerOffset,
            int headerLength,
            byte[] more,
            byte[] buffer,
            int offset,
            int length) {
        int plain = length - TAG;
        if (plain < 0) {
            return -1;
        }
        long context = decrypting();
        begin(context, vector, false, header, headerOffset, headerLength, more);
        MemorySegment.copy(buffer, offset + plain, tag, ValueLayout.JAVA_BYTE, 0, TAG);
        long at = load(buffer, offset, plain);
        LibCrypto.update(context, at, written.address(), at, plain);
        if (!isVerified(context)) {
            return -1;
        }
        store(plain, buffer, offset);
        return plain;
    }

    private void end(long context, long tagAt) {
        try {
            LibCrypto.end(context, tagAt, written.address());
        } finally {
            // What was called with addresses only must not be freed before that.
            Reference.reachabilityFence(this);
        }
    }

    private boolean isVerified(long context) {
        try {
            return LibCrypto.endVerified(context, tag.address(), written.address());
        } finally {
            // What was called with addresses only must not be freed before that.
            Reference.reachabilityFence(this);
        }
    }

    private void begin(
            long context,
            byte[] vector,
            boolean encrypt,
            byte[] header,
            int headerOffset,
            int headerLength,
            byte[] more) {
        MemorySegment.copy(vector, 0, iv, ValueLayout.JAVA_BYTE, 0, IV);
        LibCrypto.begin(context, iv.address(), encrypt);
        LibCrypto.update(context, 0, written.address(), load(header, headerOffset, headerLength), headerLength);
        if (more.length > 0) {
            LibCrypto.update(context, 0, written.address(), load(more, 0, more.length), more.length);
        }
    }

    private long load(byte[] bytes, int offset, int length) {
        if (work.byteSize() < length) {
            work = arena.allocate(2L * length, 64);
        }
        MemorySegment.copy(bytes, offset, work, ValueLayout.JAVA_BYTE, 0, length);
        return work.address();
    }

    private void store(int length, byte[] bytes, int offset) {
        MemorySegment.copy(work, ValueLayout.JAVA_BYTE, 0, bytes, offset, length);
    }
}
