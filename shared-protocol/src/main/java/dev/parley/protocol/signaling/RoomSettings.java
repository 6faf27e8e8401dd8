package dev.parley.protocol.signaling;

/**
 * How a room is set up, as all in it may know.
 *
 * @param locked whether nobody else gets in
 * @param lobby whether others have to knock
 * @param password whether others need a password
 * @param chatHistory what those see who come later
 */
public record RoomSettings(boolean locked, boolean lobby, boolean password, ChatHistory chatHistory) {
    /** Of a room that nobody has set up. */
    public static final RoomSettings OPEN = new RoomSettings(false, false, false, ChatHistory.NONE);
}
