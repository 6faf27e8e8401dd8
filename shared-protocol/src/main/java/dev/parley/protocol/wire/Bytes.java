package dev.parley.protocol.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Big-endian (network order) reads and writes in byte arrays. Bounds are the array's own. */
public final class Bytes {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Bytes() {}

    /** The unsigned byte at {@code at}, 0 to 255. */
    public static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    /** The unsigned 16-bit number at {@code at}, 0 to 65535. */
    public static int u16(byte[] bytes, int at) {
        return (short) SHORT.get(bytes, at) & 0xffff;
    }

    /** The unsigned 24-bit number at {@code at}. */
    public static int u24(byte[] bytes, int at) {
        return u8(bytes, at) << 16 | u16(bytes, at + 1);
    }

    /** The 32-bit number at {@code at}, as a signed int with the same bits. */
    public static int i32(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    /** The unsigned 32-bit number at {@code at}. */
    public static long u32(byte[] bytes, int at) {
        return i32(bytes, at) & 0xffff_ffffL;
    }

    /** The 64-bit number at {@code at}. */
    public static long i64(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    /** Writes the low 8 bits of {@code value}. */
    public static void put8(byte[] bytes, int at, int value) {
        bytes[at] = (byte) value;
    }

    /** Writes the low 16 bits of {@code value}. */
    public static void put16(byte[] bytes, int at, int value) {
        SHORT.set(bytes, at, (short) value);
    }

    /** Writes the low 24 bits of {@code value}. */
    public static void put24(byte[] bytes, int at, int value) {
        put8(bytes, at, value >>> 16);
        put16(bytes, at + 1, value);
    }

    /** Writes all 32 bits of {@code value}. */
    public static void put32(byte[] bytes, int at, int value) {
        INT.set(bytes, at, value);
    }

    /** Writes all 64 bits of {@code value}. */
    public static void put64(byte[] bytes, int at, long value) {
        LONG.set(bytes, at, value);
    }
}
