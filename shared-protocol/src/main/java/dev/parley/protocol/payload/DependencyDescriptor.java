package dev.parley.protocol.payload;

import dev.parley.protocol.wire.BitReader;
import org.jspecify.annotations.Nullable;

/**
 * A view of the dependency descriptor header extension (RTP Payload Format For AV1, appendix A.8): which layers a frame is
 * of, which decode targets it is good for, and which frames it needs. Reusable; allocates only for a structure.
 */
public final class DependencyDescriptor {
    private static final int MANDATORY_LENGTH = 3;

    private final BitReader bits = new BitReader();
    private final byte[] customIndications = new byte[DependencyStructure.MAX_DECODE_TARGETS];
    private final int[] customDifferences = new int[DependencyStructure.MAX_DIFFERENCES];
    private final int[] customChainDifferences = new int[DependencyStructure.MAX_DECODE_TARGETS];

    private boolean startOfFrame;
    private boolean endOfFrame;
    private int templateId;
    private int frameNumber;
    private boolean structureAttached;
    private @Nullable DependencyStructure structure;
    private @Nullable FrameTemplate template;
    private boolean activeDecodeTargetsPresent;
    private int activeDecodeTargets;
    private boolean customIndicationsPresent;
    private boolean customDifferencesPresent;
    private boolean customChainsPresent;
    private int customDifferenceCount;

    /**
     * Reads the extension's data.
     *
     * @param known explains the frame, unless the descriptor brings its own structure
     * @return false when it is cut, malformed, or not explained by any structure; the view is then undefined
     */
    public boolean parse(byte[] buffer, int offset, int length, DependencyStructures known) {
        if (length < MANDATORY_LENGTH) {
            return false;
        }
        bits.wrap(buffer, offset, length);
        startOfFrame = bits.flag();
        endOfFrame = bits.flag();
        templateId = (int) bits.bits(6);
        frameNumber = (int) bits.bits(16);
        activeDecodeTargetsPresent = false;
        customIndicationsPresent = false;
        customDifferencesPresent = false;
        customChainsPresent = false;
        boolean extended = length > MANDATORY_LENGTH;
        structureAttached = extended && bits.flag();
        if (extended) {
            activeDecodeTargetsPresent = bits.flag();
            customIndicationsPresent = bits.flag();
            customDifferencesPresent = bits.flag();
            customChainsPresent = bits.flag();
        }
        DependencyStructure explains = structureAttached ? DependencyStructure.read(bits) : known.of(templateId);
        FrameTemplate its = explains == null ? null : explains.template(templateId);
        if (explains == null || its == null) {
            return false;
        }
        structure = explains;
        template = its;
        if (activeDecodeTargetsPresent) {
            activeDecodeTargets = (int) bits.bits(explains.decodeTargets());
        }
        return readDefinition(explains) && !bits.overrun();
    }

    private boolean readDefinition(DependencyStructure explains) {
        if (customIndicationsPresent) {
            for (int target = 0; target < explains.decodeTargets(); target++) {
                customIndications[target] = (byte) bits.bits(2);
            }
        }
        if (customDifferencesPresent) {
            customDifferenceCount = 0;
            for (int size = (int) bits.bits(2); size != 0; size = (int) bits.bits(2)) {
                if (customDifferenceCount == DependencyStructure.MAX_DIFFERENCES) {
                    return false;
                }
                customDifferences[customDifferenceCount++] = (int) bits.bits(4 * size) + 1;
            }
        }
        if (customChainsPresent) {
            for (int chain = 0; chain < explains.chains(); chain++) {
                customChainDifferences[chain] = (int) bits.bits(8);
            }
        }
        return true;
    }

    /** Whether the packet begins a frame. */
    public boolean startOfFrame() {
        return startOfFrame;
    }

    /** Whether the packet ends a frame. */
    public boolean endOfFrame() {
        return endOfFrame;
    }

    /** 0 to 63. */
    public int templateId() {
        return templateId;
    }

    /** Of the frame within its stream, 0 to 65535, wrapping. */
    public int frameNumber() {
        return frameNumber;
    }

    /** Whether the packet brings {@link #structure} itself. */
    public boolean structureAttached() {
        return structureAttached;
    }

    /** The structure by which the frame is to be understood. */
    public DependencyStructure structure() {
        DependencyStructure explains = structure;
        if (explains == null) {
            throw new IllegalStateException("nothing was parsed");
        }
        return explains;
    }

    private FrameTemplate template() {
        FrameTemplate its = template;
        if (its == null) {
            throw new IllegalStateException("nothing was parsed");
        }
        return its;
    }

    /** Whether the packet begins a key frame: the structure travels with the first packet of those only. */
    public boolean keyFrame() {
        return startOfFrame && structureAttached;
    }

    /** Whether the descriptor says which decode targets are sent from now on. */
    public boolean activeDecodeTargetsPresent() {
        return activeDecodeTargetsPresent || structureAttached;
    }

    /** A bit for each decode target that is sent from now on, when {@link #activeDecodeTargetsPresent}. */
    public int activeDecodeTargets() {
        return activeDecodeTargetsPresent
                ? activeDecodeTargets
                : (int) ((1L << structure().decodeTargets()) - 1);
    }

    /** The frame's spatial layer, 0 to 3. */
    public int spatialId() {
        return template().spatialId();
    }

    /** The frame's temporal layer, 0 to 7. */
    public int temporalId() {
        return template().temporalId();
    }

    /** What the frame is to the decode target. */
    public DecodeTargetIndication indication(int decodeTarget) {
        return customIndicationsPresent
                ? DecodeTargetIndication.of(customIndications[decodeTarget])
                : template().indication(decodeTarget);
    }

    /** To how many frames it refers, 0 to 8. */
    public int differences() {
        return customDifferencesPresent ? customDifferenceCount : template().differences();
    }

    /** How many frames ago was the one it refers to, 1 to 4096; of 0 to {@link #differences()} - 1. */
    public int difference(int index) {
        return customDifferencesPresent ? customDifferences[index] : template().difference(index);
    }

    /** How many frames ago was the last one of the chain, 1 to 255; 0 when the chain begins with this frame. */
    public int chainDifference(int chain) {
        return customChainsPresent ? customChainDifferences[chain] : template().chainDifference(chain);
    }
}
