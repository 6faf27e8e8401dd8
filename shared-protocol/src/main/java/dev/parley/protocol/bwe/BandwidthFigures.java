package dev.parley.protocol.bwe;

/**
 * What an estimate is made of, for statistics and logs. Rates in bits per second.
 *
 * @param target what may be sent
 * @param delayBased what the delay allows
 * @param lossBased what the losses allow; {@link Long#MAX_VALUE} when they set no limit
 * @param acknowledged what came through of late
 * @param sent what was sent of late
 * @param lossShare of the packets of late, 0 to 1
 * @param rttNanos the round trip in use
 * @param queueNanos what packets wait in queues of the path
 * @param applicationLimited whether clearly less is sent than may be
 * @param stalled whether no answer comes
 */
public record BandwidthFigures(
        long target,
        long delayBased,
        long lossBased,
        long acknowledged,
        long sent,
        double lossShare,
        long rttNanos,
        long queueNanos,
        boolean applicationLimited,
        boolean stalled) {}
