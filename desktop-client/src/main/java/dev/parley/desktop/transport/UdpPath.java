package dev.parley.desktop.transport;

import java.beans.PropertyChangeEvent;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.Future;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.ice.Agent;
import org.ice4j.ice.CandidatePair;
import org.ice4j.ice.CandidateType;
import org.ice4j.ice.Component;
import org.ice4j.ice.IceMediaStream;
import org.ice4j.ice.IceProcessingState;
import org.ice4j.ice.KeepAliveStrategy;
import org.ice4j.ice.RemoteCandidate;
import org.ice4j.socket.IceSocketWrapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** UDP, by an agent of ice4j: it finds the pair of addresses that works, and renews consent on it. */
final class UdpPath extends MediaPath {
    private static final Logger LOG = LoggerFactory.getLogger(UdpPath.class);
    private static final String STREAM = "media";
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final int MAX_DATAGRAM = 2_048;
    private static final InetAddress NOWHERE = InetAddress.getLoopbackAddress();

    /** Thirty seconds without an answer to a check end the consent to send (RFC 7675, section 5.1). */
    private static final long CONSENT_MILLIS = 30_000;

    private static final long LOOK_MILLIS = 1_000;

    /** Checks are sent every five seconds, and again every half while no answer comes: by now several were in vain. */
    private static final long SILENT_MILLIS = 8_000;

    private final ServerEndpoint server;
    private final MediaThread media;
    private final Listener listener;
    private final DatagramPacket outgoing = new DatagramPacket(new byte[0], 0);
    private volatile boolean over;
    private @Nullable Agent agent;
    private @Nullable CandidatePair pair;
    private @Nullable IceSocketWrapper socket;
    private @Nullable Future<?> looking;
    private long heardNanos;
    private boolean silent;

    /** A path that is not begun. */
    UdpPath(ServerEndpoint server, MediaThread media, Listener listener) {
        this.server = server;
        this.media = media;
        this.listener = listener;
    }

    /** Gathers and checks; tells whether it works. */
    void open() {
        // Gathering asks the operating system for all its interfaces, and may take long.
        Thread.ofVirtual().name("ice-gather").start(() -> {
            try {
                Agent made = IceLibrary.newAgent(STREAM);
                media.execute(() -> check(made));
            } catch (RuntimeException e) {
                LOG.warn("no agent for UDP", e);
                media.execute(this::fail);
            }
        });
    }

    private void check(Agent made) {
        if (over) {
            free(made);
            return;
        }
        agent = made;
        Thread.ofVirtual().name("ice-check").start(() -> {
            try {
                begin(made);
            } catch (IOException | RuntimeException e) {
                LOG.warn("no checks over UDP: {}", e.toString());
                media.execute(this::fail);
            }
        });
    }

    private void begin(Agent made) throws IOException {
        IceMediaStream stream = made.createMediaStream(STREAM);
        stream.setRemoteUfrag(server.credentials().usernameFragment());
        stream.setRemotePassword(server.credentials().password());
        Component component = made.createComponent(stream, KeepAliveStrategy.SELECTED_ONLY, false);
        for (ServerEndpoint.Candidate candidate : server.udp()) {
            component.addRemoteCandidate(new RemoteCandidate(
                    new TransportAddress(candidate.address(), Transport.UDP),
                    component,
                    CandidateType.HOST_CANDIDATE,
                    candidate.foundation(),
                    candidate.priority(),
                    null));
        }
        made.addStateChangeListener(event -> stateChanged(event, component));
        made.startConnectivityEstablishment();
    }

    /** On a thread of ice4j's. */
    private void stateChanged(PropertyChangeEvent event, Component component) {
        if (event.getNewValue() == IceProcessingState.COMPLETED) {
            CandidatePair selected = component.getSelectedPair();
            media.execute(() -> selected(selected));
        } else if (event.getNewValue() == IceProcessingState.FAILED) {
            media.execute(this::fail);
        }
    }

    @SuppressWarnings(
            "deprecation") // its successor merges all pairs of the component, of which we want the selected one
    private void selected(@Nullable CandidatePair selected) {
        if (over || pair != null || selected == null) {
            return;
        }
        IceSocketWrapper its = selected.getIceSocketWrapper();
        pair = selected;
        socket = its;
        outgoing.setSocketAddress(selected.getRemoteCandidate().getTransportAddress());
        Thread.ofPlatform().name("media-udp").daemon().start(() -> read(its));
        heardNanos = System.nanoTime();
        looking = media.every(LOOK_MILLIS, this::lookForConsent);
        listener.opened(this);
    }

    private void read(IceSocketWrapper from) {
        while (!over) {
            byte[] datagram = new byte[MAX_DATAGRAM];
            DatagramPacket packet = new DatagramPacket(datagram, datagram.length);
            try {
                from.receive(packet);
            } catch (SocketException e) {
                // Closed, by us or because the agent was freed.
                media.execute(this::fail);
                return;
            } catch (IOException e) {
                LOG.debug("a datagram could not be received: {}", e.toString());
                continue;
            }
            int length = packet.getLength();
            media.execute(() -> {
                if (!over) {
                    heardNanos = System.nanoTime();
                    listener.datagram(this, datagram, length);
                }
            });
        }
    }

    private void lookForConsent() {
        CandidatePair selected = pair;
        if (over || selected == null) {
            return;
        }
        long answered = selected.getConsentFreshness();
        boolean known = answered != CandidatePair.CONSENT_FRESHNESS_UNKNOWN;
        long since = System.currentTimeMillis() - answered;
        if (known && since > CONSENT_MILLIS) {
            LOG.info("the server has not answered checks for {} ms", since);
            fail();
            return;
        }
        long quiet = (System.nanoTime() - heardNanos) / NANOS_PER_MILLI;
        listen(known ? Math.min(quiet, since) : quiet);
    }

    private void listen(long quietMillis) {
        if (!silent && quietMillis > SILENT_MILLIS) {
            silent = true;
            LOG.info("nothing was heard over UDP for {} ms", quietMillis);
            listener.silent(this);
        } else if (silent && quietMillis <= LOOK_MILLIS) {
            silent = false;
            listener.heardAgain(this);
        }
    }

    @Override
    boolean send(byte[] buffer, int offset, int length) {
        IceSocketWrapper to = socket;
        if (over || to == null) {
            return false;
        }
        outgoing.setData(buffer, offset, length);
        try {
            to.send(outgoing);
            return true;
        } catch (IOException e) {
            // The network is away for the moment, or an ICMP error came for an earlier datagram.
            LOG.debug("a datagram could not be sent: {}", e.toString());
            return false;
        }
    }

    @Override
    String protocol() {
        return "UDP";
    }

    @Override
    public byte[] address() {
        List<ServerEndpoint.Candidate> candidates = server.udp();
        return (candidates.isEmpty() ? NOWHERE : candidates.getFirst().address().getAddress()).getAddress();
    }

    @Override
    public int port() {
        return server.udp().isEmpty() ? 0 : server.udp().getFirst().address().getPort();
    }

    private void fail() {
        if (!over) {
            close();
            listener.lost(this);
        }
    }

    @Override
    void close() {
        over = true;
        if (looking != null) {
            looking.cancel(false);
        }
        Agent old = agent;
        if (old != null) {
            free(old);
        }
    }

    /** Waits for threads of ice4j's, so not on ours. */
    private static void free(Agent agent) {
        Thread.ofVirtual().name("ice-free").start(agent::free);
    }
}
