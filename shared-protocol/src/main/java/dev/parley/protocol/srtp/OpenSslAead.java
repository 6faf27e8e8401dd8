package dev.parley.protocol.srtp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;

/**
 * OpenSSL's AES-GCM. The packet is copied to memory outside the heap and worked on in place; what is not to leave from
 * there is copied back. Nothing is allocated. OpenSSL's contexts are freed some time after this object is no longer reachable.
 */
final class OpenSslAead extends Aead {
    private final OpenSslGcm gcm;
    private final byte[] key;
    /** Frees the contexts. They themselves are addresses only, so that a packet touches no object to find them. */
    private final Arena arena = Arena.ofAuto();

    private long encrypting;
    private long decrypting;

    OpenSslAead(OpenSslGcm gcm, byte[] key, byte[] salt) {
        super(salt);
        this.gcm = gcm;
        this.key = key;
    }

    private long encrypting() {
        if (encrypting == 0) {
            encrypting = context(true);
        }
        return encrypting;
    }

    private long decrypting() {
        if (decrypting == 0) {
            decrypting = context(false);
        }
        return decrypting;
    }

    private long context(boolean encrypt) {
        // Not to be reached from what frees the context: this object.
        OpenSslGcm owner = gcm;
        long context = owner.context(key.length);
        try {
            takeKey(context, encrypt);
        } catch (RuntimeException e) {
            owner.free(context);
            throw e;
        }
        MemorySegment.ofAddress(context).reinterpret(arena, freed -> owner.free(freed.address()));
        return context;
    }

    private void takeKey(long context, boolean encrypt) {
        try (Arena briefly = Arena.ofConfined()) {
            MemorySegment copy = briefly.allocateFrom(ValueLayout.JAVA_BYTE, key);
            try {
                gcm.takeKey(context, copy.address(), key.length, encrypt);
            } finally {
                copy.fill((byte) 0);
            }
        }
    }

    @Override
    int encrypt(
            int ssrc,
            long index,
            byte[] header,
            int headerOffset,
            int headerLength,
            byte[] more,
            byte[] in,
            int inOffset,
            int length,
            byte[] out,
            int outOffset) {
        NativeScratch scratch = NativeScratch.ofThread();
        try {
            long context = encrypting();
            gcm.begin(context, scratch.iv(ivHead(ssrc), ivTail(ssrc, index)), true);
            authenticate(context, scratch, header, headerOffset, headerLength, more);
            long at = scratch.load(in, inOffset, length);
            gcm.update(context, at, at, length, scratch);
            gcm.end(context, scratch.tag(), scratch);
        } finally {
            // What was called with addresses only must not be freed before that.
            Reference.reachabilityFence(this);
        }
        scratch.store(length, out, outOffset);
        scratch.storeTag(out, outOffset + length);
        return length + TAG;
    }

    @Override
    int encrypt(int ssrc, long index, byte[] packet, int headerLength, int length, MemorySegment out, long at) {
        NativeScratch scratch = NativeScratch.ofThread();
        MemorySegment.copy(packet, 0, out, ValueLayout.JAVA_BYTE, at, length);
        long header = out.address() + at;
        long payload = header + headerLength;
        try {
            long context = encrypting();
            gcm.begin(context, scratch.iv(ivHead(ssrc), ivTail(ssrc, index)), true);
            gcm.update(context, 0, header, headerLength, scratch);
            gcm.update(context, payload, payload, length - headerLength, scratch);
            gcm.end(context, header + length, scratch);
        } finally {
            Reference.reachabilityFence(this);
        }
        MemorySegment.copy(out, ValueLayout.JAVA_BYTE, at + length, packet, length, TAG);
        return length + TAG;
    }

    @Override
    int decrypt(
            int ssrc,
            long index,
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
        NativeScratch scratch = NativeScratch.ofThread();
        try {
            long context = decrypting();
            gcm.begin(context, scratch.iv(ivHead(ssrc), ivTail(ssrc, index)), false);
            authenticate(context, scratch, header, headerOffset, headerLength, more);
            long at = scratch.load(buffer, offset, plain);
            gcm.update(context, at, at, plain, scratch);
            if (!gcm.endVerified(context, scratch.loadTag(buffer, offset + plain), scratch)) {
                return -1;
            }
        } finally {
            Reference.reachabilityFence(this);
        }
        scratch.store(plain, buffer, offset);
        return plain;
    }

    /** Of the packet that was begun: what is not encrypted. */
    private void authenticate(
            long context, NativeScratch scratch, byte[] header, int headerOffset, int headerLength, byte[] more) {
        gcm.update(context, 0, scratch.load(header, headerOffset, headerLength), headerLength, scratch);
        if (more.length > 0) {
            gcm.update(context, 0, scratch.load(more, 0, more.length), more.length, scratch);
        }
    }

    /** Itself: OpenSSL refuses no vector. */
    @Override
    Aead again() {
        return this;
    }
}
