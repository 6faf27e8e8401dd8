package dev.parley.sfu.cli;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells systemd how far this process is, so that "started" means that it serves (sd_notify(3)). Says nothing where
 * nobody asked: then there is no {@code NOTIFY_SOCKET} in the environment.
 *
 * <p>Java itself has no datagrams over Unix sockets, so the three calls of the C library are made directly.
 *
 * <p>Thread: any.
 */
final class ServiceManager {
    private static final String SOCKET_VARIABLE = "NOTIFY_SOCKET";
    // <sys/socket.h> of Linux, the same on all machines that Java runs on
    private static final int AF_UNIX = 1;
    private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
    private static final int PATH_OFFSET = 2; // behind sun_family
    private static final int LONGEST_PATH = 107; // sun_path has 108 bytes, the last is a NUL

    private final Optional<String> socket;

    /** {@code environment} as {@link System#getenv()} gives it. */
    ServiceManager(Map<String, String> environment) {
        socket = Optional.ofNullable(environment.get(SOCKET_VARIABLE)).filter(path -> !path.isEmpty());
    }

    /**
     * The server serves.
     *
     * @throws IOException when the one who asked cannot be told; its message is one line for the operator
     */
    void ready() throws IOException {
        if (socket.isPresent()) {
            say(socket.get(), "READY=1");
        }
    }

    /**
     * The server is about to end.
     *
     * @param atMost in this time; it is not cut short before
     * @throws IOException as {@link #ready}
     */
    void stopping(Duration atMost) throws IOException {
        if (socket.isPresent()) {
            say(socket.get(), "STOPPING=1\nEXTEND_TIMEOUT_USEC=" + TimeUnit.MICROSECONDS.convert(atMost));
        }
    }

    private static void say(String path, String state) throws IOException {
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        byte[] words = state.getBytes(StandardCharsets.UTF_8);
        if (name.length > LONGEST_PATH) {
            throw cannotBeTold(path, null);
        }
        if (name[0] == '@') {
            name[0] = 0; // stands for the NUL of an abstract name
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment address = arena.allocate(PATH_OFFSET + LONGEST_PATH + 1);
            address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
            MemorySegment.copy(name, 0, address, ValueLayout.JAVA_BYTE, PATH_OFFSET, name.length);
            MemorySegment message = arena.allocateFrom(ValueLayout.JAVA_BYTE, words);
            int descriptor = (int) call("socket", "iiii").invokeExact(AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
            if (descriptor < 0) {
                throw cannotBeTold(path, null);
            }
            long sent = (long) call("sendto", "lialiai")
                    .invokeExact(descriptor, message, (long) words.length, 0, address, PATH_OFFSET + name.length);
            int _ = (int) call("close", "ii").invokeExact(descriptor);
            if (sent != words.length) {
                throw cannotBeTold(path, null);
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) { // what invokeExact declares
            throw cannotBeTold(path, e);
        }
    }

    private static IOException cannotBeTold(String path, @Nullable Throwable cause) {
        return new IOException("systemd waits at " + path + ", and cannot be told", cause);
    }

    /** A function of the C library; the types of its result and arguments: i int, l long, a address. */
    private static MethodHandle call(String name, String types) {
        MemoryLayout[] layouts = types.chars()
                .<MemoryLayout>mapToObj(type -> switch (type) {
                    case 'i' -> ValueLayout.JAVA_INT;
                    case 'l' -> ValueLayout.JAVA_LONG;
                    default -> ValueLayout.ADDRESS;
                })
                .toArray(MemoryLayout[]::new);
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(layouts[0], Arrays.copyOfRange(layouts, 1, layouts.length)));
    }
}
