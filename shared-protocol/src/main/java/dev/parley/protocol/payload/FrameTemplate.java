package dev.parley.protocol.payload;

/** One of the frames that repeat in a stream: its layers, what it is good for, and what it refers to. Immutable. */
final class FrameTemplate {
    private final int spatialId;
    private final int temporalId;
    private final byte[] indications;
    private final int[] differences;
    private final byte[] chainDifferences;
    private final int presentIn;

    /**
     * Keeps the arrays.
     *
     * @param indications by decode target, the numbers of {@link DecodeTargetIndication}
     * @param differences to the numbers of the frames it refers to, 1 to 16
     * @param chainDifferences by chain, to the number of the chain's last frame before it, 0 to 15; 0 begins the chain
     */
    FrameTemplate(int spatialId, int temporalId, byte[] indications, int[] differences, byte[] chainDifferences) {
        this.spatialId = spatialId;
        this.temporalId = temporalId;
        this.indications = indications;
        this.differences = differences;
        this.chainDifferences = chainDifferences;
        int present = 0;
        for (int target = 0; target < indications.length; target++) {
            present |= indications[target] != 0 ? 1 << target : 0;
        }
        this.presentIn = present;
    }

    int spatialId() {
        return spatialId;
    }

    int temporalId() {
        return temporalId;
    }

    DecodeTargetIndication indication(int decodeTarget) {
        return DecodeTargetIndication.of(indications[decodeTarget]);
    }

    /** A bit for each decode target that it is part of. */
    int presentIn() {
        return presentIn;
    }

    int differences() {
        return differences.length;
    }

    int difference(int index) {
        return differences[index];
    }

    int chainDifference(int chain) {
        return chainDifferences[chain];
    }
}
