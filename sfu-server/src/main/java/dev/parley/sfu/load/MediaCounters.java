package dev.parley.sfu.load;

/** What the transports of one media loop count together. Thread: the media loop. */
final class MediaCounters {
    final LatencyHistogram latency = new LatencyHistogram();
    long sent;
    long notSent;
    long received;
    long receivedBytes;
    long decrypted;
    long undecryptable;
    long unknown;
    long keyFrameRequests;

    void clear() {
        latency.clear();
        sent = 0;
        notSent = 0;
        received = 0;
        receivedBytes = 0;
        decrypted = 0;
        undecryptable = 0;
        unknown = 0;
        keyFrameRequests = 0;
    }
}
