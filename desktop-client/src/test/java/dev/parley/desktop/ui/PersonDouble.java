package dev.parley.desktop.ui;

import dev.parley.desktop.call.Participant;
import dev.parley.desktop.picture.FrameSink;
import java.util.Optional;

/** Somebody whose facts a test decides. */
public final class PersonDouble implements Participant {
    private final String peerId;
    private final String name;
    private volatile boolean camera;
    private volatile boolean microphone = true;
    private volatile double level;
    private volatile double volume = 1;
    private volatile FrameSink sink;
    private volatile boolean screen;
    private volatile boolean screenSound;
    private volatile double screenVolume = 1;
    private volatile FrameSink screenSink;
    private volatile boolean spared;
    private volatile boolean undecodable;
    private volatile Figures figures;

    public PersonDouble(String peerId, String name) {
        this.peerId = peerId;
        this.name = name;
    }

    public PersonDouble camera(boolean on) {
        camera = on;
        return this;
    }

    public PersonDouble microphone(boolean on) {
        microphone = on;
        return this;
    }

    public PersonDouble loud(double amplitude) {
        level = amplitude;
        return this;
    }

    /** Shares a screen, with sound or without. */
    public PersonDouble shares(boolean picture, boolean sound) {
        screen = picture;
        screenSound = sound;
        return this;
    }

    /** The picture of their camera is left out to save data, or not any more. */
    public PersonDouble leftOut(boolean is) {
        spared = is;
        return this;
    }

    /** From now on figures say so. */
    public PersonDouble arrives(Figures now) {
        figures = now;
        return this;
    }

    @Override
    public boolean spared(boolean ofScreen) {
        return spared && !ofScreen;
    }

    /** Where the pictures of their screen go; null for nowhere. */
    public FrameSink screenSink() {
        return screenSink;
    }

    /** Where their pictures go; null for nowhere. */
    public FrameSink sink() {
        return sink;
    }

    @Override
    public String peerId() {
        return peerId;
    }

    @Override
    public String displayName() {
        return name;
    }

    @Override
    public boolean cameraOn() {
        return camera;
    }

    @Override
    public boolean microphoneOn() {
        return microphone;
    }

    @Override
    public double level() {
        return level;
    }

    @Override
    public double volume() {
        return volume;
    }

    @Override
    public void volume(double factor) {
        volume = factor;
    }

    @Override
    public boolean screenOn() {
        return screen;
    }

    @Override
    public boolean screenSoundOn() {
        return screenSound;
    }

    @Override
    public double screenVolume() {
        return screenVolume;
    }

    @Override
    public void screenVolume(double factor) {
        screenVolume = factor;
    }

    @Override
    public void showScreen(FrameSink next) {
        screenSink = next;
    }

    @Override
    public void show(FrameSink next) {
        sink = next;
    }

    @Override
    public boolean undecodable(boolean screen) {
        return undecodable && !screen;
    }

    /** Their camera sends what nobody can show. */
    PersonDouble sendsUndecodable() {
        undecodable = true;
        return this;
    }

    @Override
    public Optional<Layers> layers() {
        return camera ? Optional.of(new Layers(1, 2)) : Optional.empty();
    }

    @Override
    public Optional<Figures> figures() {
        Figures usual =
                new Figures(camera ? 640 : 0, camera ? 360 : 0, camera ? 29.6 : 0, 512_000, 0.004, 43, 0, 96_000);
        return Optional.of(figures == null ? usual : figures);
    }
}
