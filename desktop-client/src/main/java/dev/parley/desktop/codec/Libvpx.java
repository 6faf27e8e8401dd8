package dev.parley.desktop.codec;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The functions of libvpx that are needed, by their C names. Any thread, as far as the codec context given is not in
 * use by another. Layouts hold for libvpx 1.8 to 1.16.
 */
final class Libvpx {
    /** Result of most functions: all is well. */
    static final int OK = 0;
    /** Bytes of vpx_codec_ctx_t are 56, of vpx_codec_enc_cfg_t at most 504, of vpx_image_t 136. */
    static final int CONTEXT_BYTES = 64;

    static final int CONFIGURATION_BYTES = 1024;
    static final int IMAGE_BYTES = 256;

    private static final Logger log = LoggerFactory.getLogger(Libvpx.class);
    private static final int ABI_MISMATCH = 3;
    /** VPX_ENCODER_ABI_VERSION of 1.16, 1.15.2, 1.15, 1.14, 1.13, 1.11 and 1.8. */
    private static final int[] ENCODER_ABIS = {39, 37, 36, 34, 30, 25, 23};
    /** VPX_DECODER_ABI_VERSION of all of them. */
    private static final int DECODER_ABI = 12;

    private static final Linker LINKER = Linker.nativeLinker();
    /** 32 bits on Windows; named, to be told from int and int64_t. */
    private static final MemoryLayout C_LONG =
            LINKER.canonicalLayouts().getOrDefault("long", JAVA_LONG).withName("long");

    private final MethodHandle configDefault;
    private final MethodHandle encoderInit;
    private final MethodHandle configSet;
    private final MethodHandle control;
    private final MethodHandle encode;
    private final MethodHandle packet;
    private final MethodHandle decoderInit;
    private final MethodHandle decode;
    private final MethodHandle frame;
    private final MethodHandle destroy;
    private final MemorySegment encoderInterface;
    private final MemorySegment decoderInterface;
    private final String version;
    private int encoderAbi;

    private Libvpx(SymbolLookup library) throws Throwable {
        configDefault = bind(library, "vpx_codec_enc_config_default", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
        encoderInit = bind(library, "vpx_codec_enc_init_ver", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, C_LONG, JAVA_INT);
        configSet = bind(library, "vpx_codec_enc_config_set", JAVA_INT, ADDRESS, ADDRESS);
        control = LINKER.downcallHandle(
                library.findOrThrow("vpx_codec_control_"),
                FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT),
                Linker.Option.firstVariadicArg(2));
        encode = bind(library, "vpx_codec_encode", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, C_LONG, C_LONG, C_LONG);
        packet = bind(library, "vpx_codec_get_cx_data", ADDRESS, ADDRESS, ADDRESS);
        decoderInit = bind(library, "vpx_codec_dec_init_ver", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, C_LONG, JAVA_INT);
        decode = bind(library, "vpx_codec_decode", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS, C_LONG);
        frame = bind(library, "vpx_codec_get_frame", ADDRESS, ADDRESS, ADDRESS);
        destroy = bind(library, "vpx_codec_destroy", JAVA_INT, ADDRESS);
        encoderInterface =
                (MemorySegment) bind(library, "vpx_codec_vp8_cx", ADDRESS).invokeExact();
        decoderInterface =
                (MemorySegment) bind(library, "vpx_codec_vp8_dx", ADDRESS).invokeExact();
        MemorySegment text =
                (MemorySegment) bind(library, "vpx_codec_version_str", ADDRESS).invokeExact();
        version = text.reinterpret(64).getString(0);
    }

    /** Empty, with a line in the log, when the library is not a libvpx known here, or was built without VP8. */
    static Optional<Libvpx> bind(SymbolLookup library, String name) {
        try {
            Libvpx found = new Libvpx(library);
            if (found.findEncoderAbi()) {
                log.info("VP8 by {} ({})", name, found.version);
                return Optional.of(found);
            }
            log.warn("{} ({}) has an interface not known here", name, found.version);
        } catch (NoSuchElementException e) {
            log.warn("{} is no complete libvpx: {}", name, e.getMessage());
        } catch (Throwable e) {
            log.warn("{} cannot be used", name, e);
        }
        return Optional.empty();
    }

    private static MethodHandle bind(
            SymbolLookup library, String name, MemoryLayout result, MemoryLayout... parameters) {
        MethodHandle handle =
                LINKER.downcallHandle(library.findOrThrow(name), FunctionDescriptor.of(result, parameters));
        MethodType type = handle.type();
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i].equals(C_LONG)) {
                type = type.changeParameterType(i, long.class);
            }
        }
        return MethodHandles.explicitCastArguments(handle, type);
    }

    private boolean findEncoderAbi() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment context = arena.allocate(CONTEXT_BYTES, 16);
            MemorySegment configuration = arena.allocate(CONFIGURATION_BYTES, 16);
            if (defaultConfiguration(configuration) != OK) {
                return false;
            }
            for (int abi : ENCODER_ABIS) {
                encoderAbi = abi;
                int result = initEncoder(context, configuration);
                if (result == OK) {
                    destroy(context);
                    return true;
                }
                if (result != ABI_MISMATCH) {
                    return false;
                }
                context.fill((byte) 0);
            }
            return false;
        }
    }

    /** Such as {@code 1.12.0}. */
    String version() {
        return version.startsWith("v") ? version.substring(1) : version;
    }

    int defaultConfiguration(MemorySegment configuration) {
        try {
            return (int) configDefault.invokeExact(encoderInterface, configuration, 0);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    int initEncoder(MemorySegment context, MemorySegment configuration) {
        try {
            return (int) encoderInit.invokeExact(context, encoderInterface, configuration, 0L, encoderAbi);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    int configure(MemorySegment context, MemorySegment configuration) {
        try {
            return (int) configSet.invokeExact(context, configuration);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    int control(MemorySegment context, int id, int value) {
        try {
            return (int) control.invokeExact(context, id, value);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    int encode(MemorySegment context, MemorySegment image, long pts, long duration, long flags, long deadline) {
        try {
            return (int) encode.invokeExact(context, image, pts, duration, flags, deadline);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** The next packet of what was just coded, or NULL. */
    MemorySegment packet(MemorySegment context, MemorySegment iterator) {
        try {
            return (MemorySegment) packet.invokeExact(context, iterator);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    int initDecoder(MemorySegment context, MemorySegment configuration) {
        try {
            return (int) decoderInit.invokeExact(context, decoderInterface, configuration, 0L, DECODER_ABI);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    int decode(MemorySegment context, MemorySegment bytes, int length) {
        try {
            return (int) decode.invokeExact(context, bytes, length, MemorySegment.NULL, 0L);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** The next image of what was just decoded, or NULL. */
    MemorySegment frame(MemorySegment context, MemorySegment iterator) {
        try {
            return (MemorySegment) frame.invokeExact(context, iterator);
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    void destroy(MemorySegment context) {
        try {
            int ignored = (int) destroy.invokeExact(context);
            if (ignored != OK) {
                log.debug("vpx_codec_destroy: {}", ignored);
            }
        } catch (Throwable e) {
            throw failed(e);
        }
    }

    /** A downcall throws only when it is called wrongly. */
    private static IllegalStateException failed(Throwable cause) {
        return new IllegalStateException("libvpx cannot be called", cause);
    }
}
