package dev.parley.sfu.doctor;

import dev.parley.protocol.media.IceCandidate;
import dev.parley.protocol.media.TransportProtocol;
import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.TransportDirection;
import dev.parley.sfu.access.JoinTokens;
import dev.parley.sfu.access.RoomPatterns;
import dev.parley.sfu.access.TokenGrant;
import dev.parley.sfu.access.TokenSecret;
import dev.parley.sfu.configuration.ServerConfiguration;
import dev.parley.sfu.load.LoadClient;
import dev.parley.sfu.load.LoadPeer;
import dev.parley.sfu.load.LoadReport;
import dev.parley.sfu.load.LoadSettings;
import dev.parley.sfu.load.LoadTransport;
import dev.parley.sfu.load.StreamShape;
import dev.parley.sfu.tls.AnyCertificate;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Two people in rooms of their own, sending and receiving by way of each address and port that clients are told. */
final class MediaCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);
    private static final long SENDING_MILLIS = 1_000;
    private static final int NAME_BYTES = 8;

    /** One way in. */
    private record Way(TransportProtocol protocol, String address, int port) {
        static Way of(IceCandidate candidate) {
            return new Way(candidate.protocol(), candidate.ip(), candidate.port());
        }

        @Override
        public String toString() {
            return protocol + " by " + Addresses.inUri(address) + ":" + port;
        }
    }

    /** A way in, and a room whose worker has it. */
    private record Trial(String room, IceCandidate candidate) {}

    private final ServerConfiguration configuration;
    private final URI root;

    MediaCheck(ServerConfiguration configuration, URI root) {
        this.configuration = configuration;
        this.root = root;
    }

    void check(Doctor.Listener listener) throws InterruptedException {
        try (LoadClient client = client()) {
            SequencedMap<Way, Trial> trials = trials(client);
            Map<Way, Optional<String>> failures = new LinkedHashMap<>();
            for (Map.Entry<Way, Trial> trial : trials.entrySet()) {
                failures.put(trial.getKey(), attempt(trial.getKey(), trial.getValue(), listener));
            }
            failures.forEach((way, failure) ->
                    failure.ifPresent(reason -> listener.found(Finding.wrong(explain(way, reason, failures)))));
        } catch (IOException e) {
            listener.found(Finding.wrong("media: no room could be joined: " + e.getMessage()));
        }
    }

    private LoadClient client() throws IOException {
        LoadSettings settings = LoadSettings.of(root).withSampleEvery(1).withAnswerLimit(PATIENCE);
        return new LoadClient(configuration.tls().on() ? settings.withTrust(AnyCertificate.context()) : settings);
    }

    /**
     * A new room goes to the worker with the least to do, and among those that have as little to the one with the fewest
     * rooms: with as many as there are workers, each has one.
     */
    private SequencedMap<Way, Trial> trials(LoadClient client) throws IOException {
        SequencedMap<Way, Trial> trials = new LinkedHashMap<>();
        for (int i = 0; i < configuration.workers(); i++) {
            String room = newRoom();
            List<IceCandidate> candidates = new ArrayList<>(join(client, room).candidates());
            candidates.sort(Comparator.comparingLong(IceCandidate::priority).reversed());
            candidates.forEach(candidate -> trials.putIfAbsent(Way.of(candidate), new Trial(room, candidate)));
        }
        return trials;
    }

    private static String newRoom() {
        byte[] name = new byte[NAME_BYTES];
        new SecureRandom().nextBytes(name);
        return "doctor-" + HexFormat.of().formatHex(name);
    }

    private LoadPeer join(LoadClient client, String room) throws IOException {
        boolean guarded = new RoomPatterns(configuration.tokenRooms()).matches(room);
        return client.join(room, guarded ? token(room) : "");
    }

    private String token(String room) {
        return configuration
                .tokenSecretFile()
                .map(file -> new JoinTokens(TokenSecret.read(file), InstantSource.system())
                        .sign(new TokenGrant(
                                room, "", Role.PARTICIPANT, Instant.now().plus(TOKEN_LIFE))))
                .orElse("");
    }

    /** Empty when media flows; else why not. */
    private Optional<String> attempt(Way way, Trial trial, Doctor.Listener listener) throws InterruptedException {
        try (LoadClient client = client()) {
            LoadPeer speaker = join(client, trial.room());
            LoadPeer hearer = join(client, trial.room());
            LoadTransport sending = speaker.connect(TransportDirection.SEND, trial.candidate());
            LoadTransport receiving = hearer.connect(TransportDirection.RECV, trial.candidate());
            client.awaitConnected(List.of(sending, receiving));
            hearer.subscribe(receiving, speaker.publish(sending, StreamShape.speech()));
            client.startSending();
            client.startWindow();
            Thread.sleep(SENDING_MILLIS);
            LoadReport report = client.report();
            if (report.received() == 0) {
                return Optional.of("a connection is made, but no media comes through");
            }
            listener.found(Finding.well(String.format(
                    "media over %s: %d packets, %d lost, %.1f ms through the server",
                    way, report.received(), report.lost(), report.latencyP50Nanos() / 1e6)));
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private String explain(Way way, String reason, Map<Way, Optional<String>> failures) {
        String sentence = "media over " + way + ": " + reason + ": ";
        boolean anotherWorks = failures.entrySet().stream()
                .anyMatch(each -> each.getKey().address().equals(way.address())
                        && each.getKey().protocol() != way.protocol()
                        && each.getValue().isEmpty());
        if (anotherWorks) {
            return sentence + "another way to this address works, so open " + way.protocol() + " port " + way.port()
                    + " in the firewall (parley ports)";
        }
        if (!Addresses.isOwn(way.address())) {
            return sentence + "is it the address that clients reach this server at? Else mend announce ("
                    + Addresses.own() + "); if it is, the router must lead " + way.protocol() + " port " + way.port()
                    + " here";
        }
        return sentence + "open " + way.protocol() + " port " + way.port() + " in the firewall (parley ports)";
    }
}
