package dev.parley.desktop.codec;

/** VP8 in pure Java, for machines for which there is no libvpx: key frames only, both ways. */
record JcodecCodecs() implements VideoCodecs {
    @Override
    public String name() {
        return "VP8 (JCodec)";
    }

    @Override
    public boolean pureJava() {
        return true;
    }

    @Override
    public VideoEncoder encoder() {
        return new JcodecEncoder();
    }

    @Override
    public VideoDecoder decoder() {
        return new JcodecDecoder();
    }
}
