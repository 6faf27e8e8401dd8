package dev.parley.desktop.codec;

/** VP8 by libvpx. */
record LibvpxCodecs(Libvpx libvpx) implements VideoCodecs {
    /** libvpx's cpu-used: as libwebrtc's on desktops. */
    private static final int SPEED = 6;

    @Override
    public String name() {
        return "VP8 (libvpx " + libvpx.version() + ")";
    }

    @Override
    public boolean pureJava() {
        return false;
    }

    @Override
    public VideoEncoder encoder() {
        return new LibvpxEncoder(libvpx, SPEED);
    }

    @Override
    public VideoDecoder decoder() {
        return new LibvpxDecoder(libvpx);
    }
}
