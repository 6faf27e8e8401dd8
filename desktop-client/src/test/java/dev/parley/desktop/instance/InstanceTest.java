package dev.parley.desktop.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceTest {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @TempDir
    Path home;

    private Path folder;

    @BeforeEach
    void make() throws IOException {
        folder = InstanceFolder.made(home.resolve("one").resolve("instance"));
    }

    @Test
    void aSecondStartHandsOverToTheFirst() throws Exception {
        try (Instance first = Instance.claim(folder).orElseThrow()) {
            first.listen(heard::add);
            assertThat(Instance.claim(folder)).isEmpty();
            assertThat(Instance.handOver(folder, "parley://h.example/r/café#token=abc"))
                    .isTrue();
            assertThat(heard.take()).isEqualTo("parley://h.example/r/café#token=abc");
            assertThat(Instance.handOver(folder, "")).isTrue();
            assertThat(heard.take()).isEmpty();
        }
    }

    @Test
    void whatIsHandedOverWhileTheFirstIsStillStartingWaits() throws Exception {
        try (Instance first = Instance.claim(folder).orElseThrow();
                SocketChannel early = connect()) {
            early.write(ByteBuffer.wrap("early".getBytes(StandardCharsets.UTF_8)));
            early.shutdownOutput();
            first.listen(heard::add);
            assertThat(heard.take()).isEqualTo("early");
        }
    }

    @Test
    void theNextOneIsFirstWhenTheFirstIsGone() throws Exception {
        Instance.claim(folder).orElseThrow().close();
        assertThat(Instance.handOver(folder, "to nobody")).isFalse();
        try (Instance next = Instance.claim(folder).orElseThrow()) {
            next.listen(heard::add);
            assertThat(Instance.handOver(folder, "to the next")).isTrue();
        }
    }

    @Test
    void whatAKilledProcessLeftIsNoHindrance() throws Exception {
        Files.createFile(folder.resolve("instance.socket"));
        Files.createFile(folder.resolve("instance.lock"));
        try (Instance first = Instance.claim(folder).orElseThrow()) {
            first.listen(heard::add);
            assertThat(Instance.handOver(folder, "heard")).isTrue();
        }
    }

    @Test
    void whoSaysNothingOrTooMuchIsNoHindrance() throws Exception {
        try (Instance first = Instance.claim(folder).orElseThrow();
                SocketChannel silent = connect();
                SocketChannel loud = connect()) {
            first.listen(heard::add);
            assertThat(silent.isConnected()).isTrue();
            loud.write(ByteBuffer.allocate(20_000));
            assertThat(isHungUp(loud)).isTrue();
            assertThat(Instance.handOver(folder, "heard")).isTrue();
            assertThat(heard.take()).isEqualTo("heard");
            assertThat(heard.poll(0, TimeUnit.SECONDS)).isNull();
        }
    }

    @Test
    void aFirstOneThatCannotActIsNotTakenToHaveHeard() throws Exception {
        try (Instance first = Instance.claim(folder).orElseThrow()) {
            first.listen(text -> {
                throw new IllegalStateException("the window is closing");
            });
            assertThat(Instance.handOver(folder, "lost")).isFalse();
        }
    }

    @Test
    void nobodyElseMayEnterTheFolder() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        InstanceFolder.made(folder);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        Path elsewhere = Files.createDirectory(home.resolve("elsewhere"));
        Path link = Files.createSymbolicLink(home.resolve("link"), elsewhere);
        assertThatThrownBy(() -> InstanceFolder.made(link)).isInstanceOf(IOException.class);
    }

    @Test
    void theFolderIsThatOfTheSessionWhereThereIsOne() throws Exception {
        Path session = Files.createDirectory(home.resolve("session"));
        assertThat(InstanceFolder.usual(Map.of("XDG_RUNTIME_DIR", session.toString()), home))
                .isEqualTo(session.resolve("parley-desktop"));
        assertThat(InstanceFolder.usual(Map.of("XDG_RUNTIME_DIR", "relative"), home))
                .isEqualTo(home);
        assertThat(InstanceFolder.usual(Map.of("XDG_RUNTIME_DIR", session + "-gone"), home))
                .isEqualTo(home);
        assertThat(InstanceFolder.usual(Map.of(), home)).isEqualTo(home);
    }

    private static boolean isHungUp(SocketChannel channel) {
        try {
            return Channels.newInputStream(channel).read() == -1;
        } catch (IOException e) {
            return true; // so Linux tells who has not been read to the end
        }
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(folder.resolve("instance.socket")));
    }
}
