package dev.parley.desktop.transport;

import dev.parley.protocol.ice.IceCredentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds a way to the server and, when it is lost, another: UDP first, TCP beside it when UDP has not worked in a moment,
 * UDP again in place of TCP as soon as it does. When nothing is heard over UDP any more, TCP is tried beside it.
 *
 * <p>Thread: the media thread.
 */
final class PathFinder {
    private static final Logger LOG = LoggerFactory.getLogger(PathFinder.class);

    /** A server that answers UDP at all answers within this, unless it is very far away. */
    private static final long UDP_HEAD_START_MILLIS = 1_500;

    /** No way for this long is the end. */
    private static final long GIVE_UP_MILLIS = 30_000;

    private static final long RETRY_MILLIS = 1_000;

    /** What a finder tells. */
    interface Listener {
        /** Send over this from now on. */
        void found(MediaPath path);

        /** There is no way at the moment; another is looked for. */
        void interrupted();

        /** There has been no way for long. Nothing follows. */
        void gaveUp();

        /** As {@link MediaPath.Listener#datagram}, of the path in use. */
        void datagram(MediaPath path, byte[] datagram, int length);
    }

    private final ServerEndpoint server;
    private final boolean udpAllowed;
    private final RandomGenerator random;
    private final MediaThread media;
    private final Listener listener;
    private final List<MediaPath> attempts = new ArrayList<>();
    private final Paths paths = new Paths();
    private @Nullable MediaPath used;
    private @Nullable Future<?> tcpLater;
    private @Nullable Future<?> givingUp;
    private boolean silent; // the one in use
    private boolean over;

    /**
     * A finder that has not begun.
     *
     * @param udpAllowed false to try TCP only
     */
    PathFinder(
            ServerEndpoint server, boolean udpAllowed, RandomGenerator random, MediaThread media, Listener listener) {
        this.server = server;
        this.udpAllowed = udpAllowed;
        this.random = random;
        this.media = media;
        this.listener = listener;
    }

    /** Looks for a way. */
    void find() {
        if (over) {
            return;
        }
        if (givingUp == null) {
            givingUp = media.after(GIVE_UP_MILLIS, this::giveUp);
        }
        if (udpAllowed && !server.udp().isEmpty()) {
            UdpPath udp = new UdpPath(server, media, paths);
            attempts.add(udp);
            udp.open();
            tcpLater = media.after(UDP_HEAD_START_MILLIS, this::tryTcp);
        } else {
            tryTcp();
        }
    }

    private void tryTcp() {
        tcpLater = null;
        if (over || (used != null && !silent)) {
            return;
        }
        for (ServerEndpoint.Candidate candidate : server.tcp()) {
            TcpPath tcp = new TcpPath(
                    candidate.address(), IceCredentials.random(random), server.credentials(), random, media, paths);
            attempts.add(tcp);
            tcp.open();
        }
        retryIfNothingIsTried();
    }

    private void retryIfNothingIsTried() {
        if (!over && used == null && attempts.isEmpty() && tcpLater == null) {
            var _ = media.after(RETRY_MILLIS, () -> {
                if (used == null && attempts.isEmpty()) {
                    find();
                }
            });
        }
    }

    private void giveUp() {
        if (!over && used == null) {
            close();
            listener.gaveUp();
        }
    }

    /** The way in use, if there is one. */
    Optional<MediaPath> used() {
        return Optional.ofNullable(used);
    }

    /** Ends all that was tried. */
    void close() {
        over = true;
        cancel(tcpLater);
        cancel(givingUp);
        attempts.forEach(MediaPath::close);
        attempts.clear();
        used = null;
    }

    private static void cancel(@Nullable Future<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private final class Paths implements MediaPath.Listener {
        @Override
        public void opened(MediaPath path) {
            if (over || (used instanceof UdpPath && path instanceof TcpPath && !silent)) {
                path.close();
                attempts.remove(path);
                return;
            }
            if (silent && used != null && used != path) {
                attempts.remove(used);
                used.close();
            }
            silent = false;
            LOG.debug("media goes over {}", path.protocol());
            cancel(givingUp);
            givingUp = null;
            used = path;
            // What is slower or worse is not needed; UDP that is still being tried may yet replace TCP.
            attempts.removeIf(other -> {
                boolean superfluous = other != path && !(other instanceof UdpPath);
                if (superfluous) {
                    other.close();
                }
                return superfluous;
            });
            listener.found(path);
        }

        @Override
        public void datagram(MediaPath path, byte[] datagram, int length) {
            if (!over) {
                listener.datagram(path, datagram, length);
            }
        }

        @Override
        public void silent(MediaPath path) {
            if (over || path != used) {
                return;
            }
            silent = true;
            listener.interrupted();
            tryTcp();
        }

        @Override
        public void heardAgain(MediaPath path) {
            if (!over && path == used && silent) {
                opened(path);
            }
        }

        @Override
        public void lost(MediaPath path) {
            attempts.remove(path);
            if (over) {
                return;
            }
            if (path == used) {
                used = null;
                silent = false;
                LOG.info("the way over {} is lost", path.protocol());
                listener.interrupted();
                if (attempts.isEmpty()) {
                    find();
                    return;
                }
            }
            if (path instanceof UdpPath && tcpLater != null) {
                cancel(tcpLater);
                tryTcp();
            }
            retryIfNothingIsTried();
        }
    }
}
