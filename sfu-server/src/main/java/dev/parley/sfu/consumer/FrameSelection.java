package dev.parley.sfu.consumer;

import static dev.parley.sfu.stream.LayeredStream.NO_LAYER;

import dev.parley.sfu.stream.FrameLayers;

/**
 * Which frames of a stream with layers are forwarded: those of one target, a spatial and a temporal layer. It is changed
 * downwards with a picture wherever the lower target is a part of the higher, and anywhere else only with a frame from which
 * the other can be decoded. A target whose chain of frames is broken gives way to a lower one, or ends.
 */
final class FrameSelection {
    /** Layers of time come back every few pictures; when they do not for this long, only a key frame brings them. */
    private static final long TEMPORAL_PATIENCE_NANOS = 2_000_000_000L;

    private final FrameHistory history = new FrameHistory();
    private final FrameChains chains = new FrameChains();
    private int spatial = NO_LAYER;
    private int temporal = NO_LAYER;
    private int wantedSpatial = NO_LAYER;
    private int wantedTemporal = NO_LAYER;
    private int timestamp;
    private boolean begun;
    private int wishedSpatial = NO_LAYER;
    private boolean dark;
    private boolean stuck;
    private boolean wishing;
    private long wishingSinceNanos;

    FrameSelection() {
        chains.clear();
    }

    /** Another stream is forwarded, or the same after a pause: nothing of what comes can lean on what was. */
    void restart() {
        history.clear();
        chains.clear();
        spatial = NO_LAYER;
        temporal = NO_LAYER;
        begun = false;
        wishedSpatial = NO_LAYER;
        dark = false;
        stuck = false;
        wishing = false;
    }

    /** The target to be forwarded from now on, as soon as that can be. */
    void want(int spatialLayer, int temporalLayer) {
        wantedSpatial = spatialLayer;
        wantedTemporal = temporalLayer;
    }

    /** Whether a packet is forwarded that comes after all others. */
    boolean forwards(FrameLayers frame, int rtpTimestamp, long nowNanos) {
        int number = frame.number();
        if (!history.isForwarded(number) && !history.isLeftOut(number)) {
            boolean newPicture = !begun || rtpTimestamp != timestamp;
            begun = true;
            timestamp = rtpTimestamp;
            decide(frame, newPicture, nowNanos);
        }
        return history.isForwarded(number);
    }

    /** Whether a packet is forwarded that comes after others that follow it. */
    boolean forwardsLate(FrameLayers frame) {
        int number = frame.number();
        if (!history.isForwarded(number) && !history.isLeftOut(number)) {
            note(frame);
        }
        return history.isForwarded(number);
    }

    private void decide(FrameLayers frame, boolean newPicture, long nowNanos) {
        if (newPicture) {
            // A whole picture went by that did not bring it, or was none.
            dark = wishedSpatial >= 0 && spatial < 0;
            stuck = wishedSpatial >= 0 && spatial != wishedSpatial && !frame.keyFrame();
            wishedSpatial = wantedSpatial;
        }
        chains.look(frame, history, nowNanos);
        if (spatial >= 0 && !chains.whole(frame.chainOf(spatial, temporal))) {
            fall(frame);
        }
        if (newPicture && spatial >= 0 && wantedSpatial >= 0) {
            lower(frame);
        }
        if (frame.keyFrame() && spatial != wantedSpatial && !frame.isPartOf(wantedSpatial, wantedTemporal)) {
            // Layers that do not depend on each other have a key frame each: the wanted one's is of this picture, too.
            take(NO_LAYER, NO_LAYER);
        }
        if (frame.startOfFrame() && wantedSpatial >= 0 && (spatial != wantedSpatial || temporal < wantedTemporal)) {
            change(frame);
        }
        boolean wishes = temporal < wantedTemporal;
        wishingSinceNanos = wishes && wishing ? wishingSinceNanos : nowNanos;
        wishing = wishes;
        note(frame);
    }

    private void note(FrameLayers frame) {
        if (spatial >= 0 && frame.isPartOf(spatial, temporal)) {
            history.forwarded(frame.number(), spatial);
        } else {
            history.leftOut(frame.number());
        }
    }

    /** What is a part of what is forwarded can be forwarded alone, from any picture on. */
    private void lower(FrameLayers frame) {
        // Of the smaller picture more temporal layers may be wanted: they follow as they do in any other.
        int common = Math.min(temporal, wantedTemporal);
        if (wantedSpatial < spatial && frame.includes(spatial, temporal, wantedSpatial, common)) {
            take(wantedSpatial, common);
        } else if (wantedTemporal < temporal) {
            temporal = wantedTemporal;
        }
    }

    /** The highest target up to the wanted one that can be decoded from this frame on. */
    private void change(FrameLayers frame) {
        // While nothing is to be seen, less than what is wanted is better.
        int least = spatial < 0 && dark ? 0 : wantedSpatial;
        for (int s = wantedSpatial; s >= least; s--) {
            int before = s == spatial ? temporal : NO_LAYER;
            for (int t = wantedTemporal; t > before; t--) {
                if (frame.switchesTo(s, t, before) && canDecode(frame, s, t)) {
                    take(s, t);
                    return;
                }
            }
        }
    }

    private boolean canDecode(FrameLayers frame, int spatialLayer, int temporalLayer) {
        for (int i = 0; i < frame.references(); i++) {
            if (!history.isForwarded(frame.reference(i))) {
                return false;
            }
        }
        return chains.complete(frame.chainOf(spatialLayer, temporalLayer));
    }

    /** The target's chain is broken: the highest one below that goes on, or none. */
    private void fall(FrameLayers frame) {
        for (int s = spatial - 1; s >= 0; s--) {
            if (frame.includes(spatial, temporal, s, temporal) && chains.whole(frame.chainOf(s, temporal))) {
                take(s, temporal);
                return;
            }
        }
        take(NO_LAYER, NO_LAYER);
    }

    private void take(int spatialLayer, int temporalLayer) {
        spatial = spatialLayer;
        temporal = temporalLayer;
    }

    /** Whether the wanted target cannot be had without a key frame. */
    boolean needsKeyFrame(long nowNanos) {
        return stuck || (wishing && nowNanos - wishingSinceNanos > TEMPORAL_PATIENCE_NANOS);
    }

    /** Whether the packet, of a frame that is forwarded, is the last of its picture that is. */
    boolean endsPicture(FrameLayers frame) {
        return frame.endOfFrame() && frame.spatialLayer() == history.targetSpatial(frame.number());
    }

    /** The spatial layer of the stream that is forwarded, or none. */
    int spatial() {
        return spatial;
    }

    /** The highest temporal layer of it that is forwarded, or none. */
    int temporal() {
        return temporal;
    }
}
