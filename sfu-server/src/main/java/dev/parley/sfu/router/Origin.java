package dev.parley.sfu.router;

import dev.parley.sfu.pipe.PipeProducer;
import dev.parley.sfu.producer.Producer;
import dev.parley.sfu.stream.Track;
import dev.parley.sfu.transport.WebRtcTransport;

/** Where the packets of a route come from. */
sealed interface Origin {
    /** As its consumers see it. */
    Track track();

    /** A publisher whose transport is on this Worker. */
    record Publisher(Producer track, WebRtcTransport transport) implements Origin {}

    /** The Worker that the publisher's transport is on. */
    record OtherWorker(PipeProducer track) implements Origin {}
}
