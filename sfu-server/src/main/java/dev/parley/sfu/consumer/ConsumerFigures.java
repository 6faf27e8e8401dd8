package dev.parley.sfu.consumer;

/**
 * How a consumer is sent, at one time.
 *
 * @param score 0 to 10
 * @param spatialLayer that is forwarded, or -1
 * @param temporalLayer likewise
 * @param packets sent once
 * @param bytes of their payloads
 * @param packetsRetransmitted sent again
 * @param packetsLost as the subscriber counts them
 * @param percentLost of the packets of the last moments
 * @param roundTripMillis 0 when it is not known yet
 */
public record ConsumerFigures(
        int score,
        int spatialLayer,
        int temporalLayer,
        long packets,
        long bytes,
        long packetsRetransmitted,
        int packetsLost,
        int percentLost,
        int roundTripMillis) {
    /** Those of {@code consumer} now. */
    public static ConsumerFigures of(Consumer consumer) {
        SendReports reports = consumer.reports();
        return new ConsumerFigures(
                consumer.score(),
                consumer.currentSpatialLayer(),
                consumer.currentTemporalLayer(),
                reports.packets(),
                reports.bytes(),
                reports.retransmissions(),
                reports.cumulativeLost(),
                reports.fractionLost() * 100 / 256,
                (int) (reports.rttNanos() / 1_000_000));
    }
}
