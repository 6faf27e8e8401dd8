package dev.parley.desktop.call;

import dev.parley.protocol.dtls.DtlsCertificate;
import java.net.http.HttpClient;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What a meeting needs to know.
 *
 * @param place to join
 * @param name of oneself, as others see it
 * @param own one's own devices
 * @param udpAllowed false to use TCP only
 * @param receive what of the others is asked for
 * @param personKeys by which servers know this person again
 * @param certificate of this client's DTLS
 * @param http opens the socket
 * @param executor the call's thread: one, which the meeting ends
 */
record MeetingSettings(
        Place place,
        String name,
        OwnMedia own,
        boolean udpAllowed,
        Receive receive,
        PersonKeys personKeys,
        DtlsCertificate certificate,
        HttpClient http,
        ScheduledExecutorService executor) {}
