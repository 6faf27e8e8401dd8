package dev.parley.sfu.stream;

import dev.parley.protocol.payload.DecodeTargetIndication;
import dev.parley.protocol.payload.DependencyDescriptor;
import dev.parley.protocol.payload.DependencyStructure;
import dev.parley.protocol.payload.DependencyStructures;
import dev.parley.protocol.rtp.RtpPacket;

/** The layers of a frame as its dependency descriptor has them. */
public final class DependencyFrame implements FrameLayers {
    private static final int NUMBERS = 0xffff;

    private final DependencyDescriptor descriptor = new DependencyDescriptor();

    /** Whether the header extension with this id, which the packet has, could be read. */
    boolean show(RtpPacket rtp, int extensionId, DependencyStructures known) {
        return descriptor.parse(
                rtp.buffer(), rtp.extensionOffset(extensionId), rtp.extensionLength(extensionId), known);
    }

    /** Has the structure that the packet brings, if it does, explain those after it; whether it does. */
    boolean teach(DependencyStructures known) {
        if (descriptor.structureAttached()) {
            known.add(descriptor.structure());
        }
        return descriptor.structureAttached();
    }

    private int target(int spatialLayer, int temporalLayer) {
        return descriptor.structure().decodeTarget(spatialLayer, temporalLayer);
    }

    @Override
    public boolean startOfFrame() {
        return descriptor.startOfFrame();
    }

    @Override
    public boolean endOfFrame() {
        return descriptor.endOfFrame();
    }

    @Override
    public boolean keyFrame() {
        return descriptor.keyFrame();
    }

    @Override
    public int spatialLayer() {
        return descriptor.spatialId();
    }

    @Override
    public int temporalLayer() {
        return descriptor.temporalId();
    }

    @Override
    public int number() {
        return descriptor.frameNumber();
    }

    @Override
    public boolean isPartOf(int spatialLayer, int temporalLayer) {
        int target = target(spatialLayer, temporalLayer);
        return target >= 0 && descriptor.indication(target) != DecodeTargetIndication.NOT_PRESENT;
    }

    @Override
    public boolean switchesTo(int spatialLayer, int temporalLayer, int before) {
        int target = target(spatialLayer, temporalLayer);
        return target >= 0 && descriptor.indication(target) == DecodeTargetIndication.SWITCH;
    }

    @Override
    public boolean includes(int spatialLayer, int temporalLayer, int lowerSpatial, int lowerTemporal) {
        int target = target(spatialLayer, temporalLayer);
        int lower = target(lowerSpatial, lowerTemporal);
        return target >= 0 && lower >= 0 && descriptor.structure().includes(target, lower);
    }

    @Override
    public int references() {
        return descriptor.differences();
    }

    @Override
    public int reference(int index) {
        return (descriptor.frameNumber() - descriptor.difference(index)) & NUMBERS;
    }

    @Override
    public int chains() {
        return descriptor.structure().chains();
    }

    @Override
    public int chainOf(int spatialLayer, int temporalLayer) {
        int target = target(spatialLayer, temporalLayer);
        return target < 0 ? NO_CHAIN : descriptor.structure().chainOf(target);
    }

    @Override
    public boolean beginsChain(int chain) {
        return descriptor.chainDifference(chain) == 0;
    }

    @Override
    public int chainBefore(int chain) {
        return (descriptor.frameNumber() - descriptor.chainDifference(chain)) & NUMBERS;
    }

    @Override
    public boolean announces(int spatialLayer) {
        if (!descriptor.activeDecodeTargetsPresent()) {
            return false;
        }
        DependencyStructure structure = descriptor.structure();
        int active = descriptor.activeDecodeTargets();
        for (int target = 0; target < structure.decodeTargets(); target++) {
            if ((active >>> target & 1) != 0 && structure.spatialId(target) == spatialLayer) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int pictureSize(int spatialLayer) {
        return descriptor.structureAttached() ? descriptor.structure().pictureSize(spatialLayer) : 0;
    }
}
