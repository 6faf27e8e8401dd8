package dev.parley.sfu.doctor;

/**
 * What came of one check.
 *
 * @param well whether nothing has to be changed
 * @param sentence what was found, and what to change
 */
public record Finding(boolean well, String sentence) {
    static Finding well(String sentence) {
        return new Finding(true, sentence);
    }

    static Finding wrong(String sentence) {
        return new Finding(false, sentence);
    }

    /** As it is printed. */
    public String line() {
        return (well ? "ok  " : "!!  ") + sentence;
    }
}
