package dev.parley.protocol.payload;

import dev.parley.protocol.wire.BitReader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The template dependency structure that travels with a key frame and explains the frames after it (RTP Payload Format For
 * AV1, appendix A.8.3): templates of frames, and the targets that can be decoded. Immutable.
 */
public final class DependencyStructure {
    /** Two bits choose a template's spatial layer in AV1 and VP9; three its temporal layer. */
    static final int MAX_SPATIAL_LAYERS = 4;

    static final int MAX_TEMPORAL_LAYERS = 8;
    static final int MAX_TEMPLATES = 64;
    static final int MAX_DECODE_TARGETS = 32;

    /** A frame of AV1 refers to seven others (AV1 specification, section 6.10.2); one of a spatial layer below is more. */
    static final int MAX_DIFFERENCES = 8;

    private static final int SAME_LAYER = 0;
    private static final int NEXT_TEMPORAL_LAYER = 1;
    private static final int NEXT_SPATIAL_LAYER = 2;

    private final int templateIdOffset;
    private final int decodeTargets;
    private final FrameTemplate[] templates;
    private final int chains;
    private final byte[] protectedBy;
    private final int[] includes;
    private final byte[] spatialIds;
    private final byte[] temporalIds;
    private final byte[] highest = new byte[MAX_SPATIAL_LAYERS * MAX_TEMPORAL_LAYERS];
    private final int[] widths;
    private final int[] heights;

    private DependencyStructure(
            int templateIdOffset,
            int decodeTargets,
            FrameTemplate[] templates,
            int chains,
            byte[] protectedBy,
            int[] widths,
            int[] heights) {
        this.templateIdOffset = templateIdOffset;
        this.decodeTargets = decodeTargets;
        this.templates = templates;
        this.chains = chains;
        this.protectedBy = protectedBy;
        this.widths = widths;
        this.heights = heights;
        this.includes = new int[decodeTargets];
        this.spatialIds = new byte[decodeTargets];
        this.temporalIds = new byte[decodeTargets];
        for (int target = 0; target < decodeTargets; target++) {
            derive(target);
        }
        for (int spatial = 0; spatial < MAX_SPATIAL_LAYERS; spatial++) {
            for (int temporal = 0; temporal < MAX_TEMPORAL_LAYERS; temporal++) {
                highest[spatial * MAX_TEMPORAL_LAYERS + temporal] = (byte) findHighest(spatial, temporal);
            }
        }
    }

    /** The layers of a target are the highest of its frames' (appendix A.8.3.5, decode_target_layers). */
    private void derive(int target) {
        int included = -1;
        for (FrameTemplate template : templates) {
            if (template.indication(target) != DecodeTargetIndication.NOT_PRESENT) {
                spatialIds[target] = (byte) Math.max(spatialIds[target], template.spatialId());
                temporalIds[target] = (byte) Math.max(temporalIds[target], template.temporalId());
            } else {
                included &= ~template.presentIn();
            }
        }
        includes[target] = included;
    }

    private int findHighest(int spatial, int temporal) {
        int found = -1;
        for (int target = 0; target < decodeTargets; target++) {
            if (spatialIds[target] <= spatial
                    && temporalIds[target] <= temporal
                    && (found < 0 || rank(target) > rank(found))) {
                found = target;
            }
        }
        return found;
    }

    private int rank(int target) {
        return spatialIds[target] * MAX_TEMPORAL_LAYERS + temporalIds[target];
    }

    /** Reads one; null when it is malformed or goes beyond what there can be. */
    static @Nullable DependencyStructure read(BitReader bits) {
        int templateIdOffset = (int) bits.bits(6);
        int decodeTargets = (int) bits.bits(5) + 1;
        int[] layers = new int[MAX_TEMPLATES];
        int count = readLayers(bits, layers);
        if (count < 0 || 2L * count * decodeTargets > bits.left()) {
            return null;
        }
        FrameTemplate[] templates = new FrameTemplate[count];
        byte[][] indications = new byte[count][decodeTargets];
        for (byte[] each : indications) {
            for (int target = 0; target < decodeTargets; target++) {
                each[target] = (byte) bits.bits(2);
            }
        }
        int[][] differences = new int[count][];
        for (int i = 0; i < count; i++) {
            int[] read = readDifferences(bits);
            if (read == null) {
                return null;
            }
            differences[i] = read;
        }
        int chains = bits.nonSymmetric(decodeTargets + 1);
        byte[] protectedBy = new byte[decodeTargets];
        for (int target = 0; target < decodeTargets && chains > 0; target++) {
            protectedBy[target] = (byte) bits.nonSymmetric(chains);
        }
        if (4L * count * chains > bits.left()) {
            return null;
        }
        for (int i = 0; i < count; i++) {
            byte[] chainDifferences = new byte[chains];
            for (int chain = 0; chain < chains; chain++) {
                chainDifferences[chain] = (byte) bits.bits(4);
            }
            templates[i] = new FrameTemplate(
                    layers[i] / MAX_TEMPORAL_LAYERS,
                    layers[i] % MAX_TEMPORAL_LAYERS,
                    indications[i],
                    differences[i],
                    chainDifferences);
        }
        int sizes = bits.flag() ? layers[count - 1] / MAX_TEMPORAL_LAYERS + 1 : 0;
        int[] widths = new int[sizes];
        int[] heights = new int[sizes];
        for (int i = 0; i < sizes; i++) {
            widths[i] = (int) bits.bits(16) + 1;
            heights[i] = (int) bits.bits(16) + 1;
        }
        return bits.overrun()
                ? null
                : new DependencyStructure(
                        templateIdOffset, decodeTargets, templates, chains, protectedBy, widths, heights);
    }

    /** The layers of each template, in ascending order; how many there are, or -1. */
    private static int readLayers(BitReader bits, int[] into) {
        int spatial = 0;
        int temporal = 0;
        for (int count = 0; count < MAX_TEMPLATES && !bits.overrun(); ) {
            into[count++] = spatial * MAX_TEMPORAL_LAYERS + temporal;
            switch ((int) bits.bits(2)) {
                case SAME_LAYER -> {}
                case NEXT_TEMPORAL_LAYER -> temporal++;
                case NEXT_SPATIAL_LAYER -> {
                    temporal = 0;
                    spatial++;
                }
                default -> {
                    return count;
                }
            }
            if (spatial >= MAX_SPATIAL_LAYERS || temporal >= MAX_TEMPORAL_LAYERS) {
                return -1;
            }
        }
        return -1;
    }

    private static int @Nullable [] readDifferences(BitReader bits) {
        int[] result = new int[MAX_DIFFERENCES];
        int count = 0;
        while (bits.flag()) {
            if (count == MAX_DIFFERENCES) {
                return null;
            }
            result[count++] = (int) bits.bits(4) + 1;
        }
        return Arrays.copyOf(result, count);
    }

    /** The template with this id; null when the structure has none. */
    @Nullable
    FrameTemplate template(int templateId) {
        int index = templateId - templateIdOffset & MAX_TEMPLATES - 1;
        return index < templates.length ? templates[index] : null;
    }

    /** The id of the first template, 0 to 63. */
    public int templateIdOffset() {
        return templateIdOffset;
    }

    /** How many templates there are, 1 to 64. */
    public int templates() {
        return templates.length;
    }

    /** How many decode targets there are, 1 to 32. */
    public int decodeTargets() {
        return decodeTargets;
    }

    /** How many chains there are, 0 to 32. */
    public int chains() {
        return chains;
    }

    /** The chain that protects the target, or -1 when there are none. */
    public int chainOf(int decodeTarget) {
        return chains == 0 ? -1 : protectedBy[decodeTarget];
    }

    /** The highest spatial layer of the target, 0 to 3. */
    public int spatialId(int decodeTarget) {
        return spatialIds[decodeTarget];
    }

    /** The highest temporal layer of the target, 0 to 7. */
    public int temporalId(int decodeTarget) {
        return temporalIds[decodeTarget];
    }

    /** The highest target that has no higher layers than these, the larger picture first; -1 when there is none. */
    public int decodeTarget(int spatialId, int temporalId) {
        int spatial = Math.min(spatialId, MAX_SPATIAL_LAYERS - 1);
        int temporal = Math.min(temporalId, MAX_TEMPORAL_LAYERS - 1);
        return spatial < 0 || temporal < 0 ? -1 : highest[spatial * MAX_TEMPORAL_LAYERS + temporal];
    }

    /** Whether all frames of one target are frames of the other. */
    public boolean includes(int decodeTarget, int lower) {
        return (includes[decodeTarget] >>> lower & 1) != 0;
    }

    /** How many spatial layers its templates have, 1 to 4. */
    public int spatialLayers() {
        return templates[templates.length - 1].spatialId() + 1;
    }

    /** The longer side of the pictures of a spatial layer, in pixels; 0 when it is not said. */
    public int pictureSize(int spatialId) {
        return spatialId < widths.length ? Math.max(widths[spatialId], heights[spatialId]) : 0;
    }
}
