package dev.parley.desktop.codec;

/** Opus in Java. */
final class Concentus implements AudioCodecs {
    @Override
    public String name() {
        return "Opus (concentus 1.0)";
    }

    @Override
    public boolean pureJava() {
        return true;
    }

    @Override
    public AudioEncoder encoder() {
        return new ConcentusEncoder();
    }

    @Override
    public AudioDecoder decoder() {
        return new ConcentusDecoder();
    }
}
