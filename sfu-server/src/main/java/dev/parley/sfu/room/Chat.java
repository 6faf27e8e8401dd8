package dev.parley.sfu.room;

import dev.parley.protocol.signaling.ChatHistory;
import dev.parley.protocol.signaling.RoomNews.ChatMessage;
import dev.parley.protocol.signaling.RoomRequest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What was said in writing, as much of it as is kept: for those who come later, and for those who were cut off. */
final class Chat {
    static final int MAXIMUM_MESSAGES = 200;

    /** Of all that is kept: one frame has to hold it, with all else about a room. */
    static final int MAXIMUM_CHARACTERS = 60_000;

    /**
     * @param forLater whether those may see it who come later
     */
    private record Line(ChatMessage message, boolean forLater) {
        boolean isPrivate() {
            return message.to().isPresent();
        }

        boolean concerns(Peer peer) {
            return message.peerId().equals(peer.id()) || message.to().equals(Optional.of(peer.id()));
        }
    }

    private final Deque<Line> lines = new ArrayDeque<>();
    private int characters;
    private long last;

    /**
     * @param earlier what was kept of meetings before this one, the oldest first
     * @param last a number that was given already
     */
    Chat(List<ChatMessage> earlier, long last) {
        this.last = last;
        for (ChatMessage message : earlier) {
            this.last = Math.max(this.last, message.number());
            keep(new Line(message, true));
        }
    }

    /** What may be shown to those who come later, the oldest first. */
    List<ChatMessage> forLater() {
        return lines.stream().filter(Line::forLater).map(Line::message).toList();
    }

    /** The number of the oldest message that is there; of the next one when there is none. */
    long oldest() {
        return lines.isEmpty() ? last + 1 : lines.getFirst().message().number();
    }

    /** The number of the last message. */
    long last() {
        return last;
    }

    /** Keeps what a peer says. */
    ChatMessage say(Peer by, RoomRequest.SendChat said, ChatHistory history, Instant now) {
        ChatMessage message =
                new ChatMessage(++last, by.id(), by.displayName(), said.text(), said.to(), now.toEpochMilli());
        keep(new Line(message, history != ChatHistory.NONE && said.to().isEmpty()));
        return message;
    }

    private void keep(Line line) {
        lines.add(line);
        characters += line.message().text().length();
        while (lines.size() > MAXIMUM_MESSAGES || characters > MAXIMUM_CHARACTERS) {
            characters -= lines.remove().message().text().length();
        }
    }

    /** What {@code peer} may see of what came after the message with that number, the oldest first. */
    List<ChatMessage> visibleTo(Peer peer, long after, ChatHistory history) {
        return lines.stream()
                .filter(line -> line.message().number() > after && isVisible(line, peer, history))
                .map(Line::message)
                .toList();
    }

    private static boolean isVisible(Line line, Peer peer, ChatHistory history) {
        if (line.isPrivate()) {
            return line.concerns(peer);
        }
        boolean wasThere = line.message().number() > peer.enteredAfterChat();
        return wasThere || (line.forLater() && history != ChatHistory.NONE);
    }
}
