package dev.parley.protocol.media;

import dev.parley.protocol.json.WireWord;

/** Audio or video. */
public enum MediaKind {
    /** Sound. */
    AUDIO,
    /** Pictures. */
    VIDEO;

    /** The kind that the first part of a MIME type names, whatever its case; {@code AUDIO} for anything unknown. */
    public static MediaKind ofMimeType(String mimeType) {
        return mimeType.regionMatches(true, 0, "video/", 0, 6) ? VIDEO : AUDIO;
    }

    /** The word on the wire. */
    public String word() {
        return WireWord.of(this);
    }
}
