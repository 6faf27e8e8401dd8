package dev.parley.desktop.call;

import dev.parley.desktop.trust.Pins;
import dev.parley.desktop.trust.ServerTrust;
import dev.parley.protocol.dtls.DtlsCertificate;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Opens calls. Thread: any. */
public final class Meetings implements AutoCloseable {
    private final OwnMedia own;
    private final boolean udpAllowed;
    private final Receive receive;
    private final PersonKeys personKeys;
    private final CompletableFuture<DtlsCertificate> certificate = CompletableFuture.supplyAsync(
            () -> DtlsCertificate.generate(Instant.now(), new SecureRandom()),
            task -> Thread.ofVirtual().start(task));
    private final Pins pins;
    private final HttpClient http;

    /**
     * Calls with these devices.
     *
     * @param udpAllowed false to use TCP only
     * @param receive what of the others is asked for
     * @param personKeys by which servers know this person again
     * @param pins servers with an authority of their own
     * @param authority the fingerprint of such an authority that was confirmed already, for any server
     */
    public Meetings(
            OwnMedia own,
            boolean udpAllowed,
            Receive receive,
            PersonKeys personKeys,
            Pins pins,
            Optional<String> authority) {
        this.own = own;
        this.udpAllowed = udpAllowed;
        this.receive = receive;
        this.personKeys = personKeys;
        this.pins = pins;
        this.http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(ServerTrust.context(pins, authority))
                .build();
    }

    /**
     * A person has confirmed a server's authority.
     *
     * @param host with its port, as {@link CallState.Untrusted} says
     * @param fingerprint of the authority
     */
    public void trust(String host, String fingerprint) {
        pins.trust(host, fingerprint);
    }

    /** One's own devices. */
    public OwnMedia own() {
        return own;
    }

    /**
     * Joins a room.
     *
     * @param name of oneself, as others see it, unless the invitation says another
     */
    public Meeting open(Place place, String name) {
        Meeting meeting = new Meeting(new MeetingSettings(
                place, name, own, udpAllowed, receive, personKeys, certificate.join(), http, new CallThread()));
        meeting.begin();
        return meeting;
    }

    /** Frees the devices. */
    @Override
    public void close() {
        own.close();
        http.close();
    }
}
