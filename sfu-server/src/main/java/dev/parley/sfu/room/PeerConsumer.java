package dev.parley.sfu.room;

/** A peer's consumer as the room knows it. */
record PeerConsumer(String id, PeerProducer producer, PeerTransport transport, long ssrc) {}
