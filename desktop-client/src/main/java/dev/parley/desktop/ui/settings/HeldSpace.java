package dev.parley.desktop.ui.settings;

/**
 * The space bar held down turns the microphone the other way round: who is muted talks, who is live is muted for so long.
 * When the key's end cannot be seen any more, because the window lost the focus, it ends muted: nobody is heard unawares.
 */
public final class HeldSpace {
    /** The microphone, as the held key needs it. */
    public interface Switch {
        /** Whether it can be switched at once. */
        boolean ready();

        /** Whether one is heard. */
        boolean live();

        /** Switches it. */
        void turn(boolean on);
    }

    private final Switch microphone;
    private boolean held;
    private boolean wasLive;

    public HeldSpace(Switch microphone) {
        this.microphone = microphone;
    }

    /** The key is down. */
    public void press() {
        if (!held && microphone.ready()) {
            held = true;
            wasLive = microphone.live();
            microphone.turn(!wasLive);
        }
    }

    /** The key is up. */
    public void release() {
        if (held) {
            held = false;
            microphone.turn(wasLive);
        }
    }

    /** The key may be let go without us being told. */
    public void lose() {
        if (held) {
            held = false;
            microphone.turn(false);
        }
    }

    /** The microphone was switched by other means, and stays as it is when the key is let go. */
    public void overrule() {
        held = false;
    }
}
