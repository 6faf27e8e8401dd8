package dev.parley.sfu.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainDatagramPacket;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceManagerTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void onLinux() {
        assumeTrue(Epoll.isAvailable());
    }

    @Test
    void aServiceManagerThatAskedHearsThatTheServerServes() throws Exception {
        assertThat(heardAt(
                        folder.resolve("notify").toString(),
                        folder.resolve("notify").toString()))
                .isEqualTo("READY=1");
    }

    @Test
    void anAbstractNameBeginsWithAnAtSign() throws Exception {
        assertThat(heardAt("\0" + folder, "@" + folder)).isEqualTo("READY=1");
    }

    @Test
    void aServiceManagerHearsHowLongTheEndMayTake() throws Exception {
        String path = folder.resolve("notify").toString();
        assertThat(heardAt(path, path, manager -> manager.stopping(Duration.ofSeconds(13))))
                .isEqualTo("STOPPING=1\nEXTEND_TIMEOUT_USEC=13000000");
    }

    @Test
    void withoutAServiceManagerNothingIsSaid() {
        assertThatCode(() -> new ServiceManager(Map.of()).ready()).doesNotThrowAnyException();
    }

    @Test
    void aSocketThatIsNotThereIsAFailure() {
        String nowhere = folder.resolve("nowhere").toString();
        assertThatThrownBy(() -> new ServiceManager(Map.of("NOTIFY_SOCKET", nowhere)).ready())
                .isInstanceOf(IOException.class)
                .hasMessage("systemd waits at " + nowhere + ", and cannot be told");
    }

    /** What the server has to say. */
    private interface Word {
        void say(ServiceManager manager) throws IOException;
    }

    private static String heardAt(String name, String variable) throws Exception {
        return heardAt(name, variable, ServiceManager::ready);
    }

    private static String heardAt(String name, String variable, Word word) throws Exception {
        CompletableFuture<String> heard = new CompletableFuture<>();
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
        try {
            new Bootstrap()
                    .group(group)
                    .channel(EpollDomainDatagramChannel.class)
                    .handler(new SimpleChannelInboundHandler<DomainDatagramPacket>() {
                        @Override
                        protected void channelRead0(ChannelHandlerContext context, DomainDatagramPacket packet) {
                            heard.complete(packet.content().toString(StandardCharsets.UTF_8));
                        }
                    })
                    .bind(new DomainSocketAddress(name))
                    .sync();
            word.say(new ServiceManager(Map.of("NOTIFY_SOCKET", variable)));
            return heard.get(10, TimeUnit.SECONDS);
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        }
    }
}
