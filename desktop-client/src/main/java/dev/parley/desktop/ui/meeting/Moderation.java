package dev.parley.desktop.ui.meeting;

import dev.parley.desktop.call.Command;
import dev.parley.desktop.call.Participant;
import dev.parley.desktop.call.RoomFacts;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.RoomRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What one may do about somebody else, as things stand. Nobody is ever un-muted: that is for each to do. */
public final class Moderation {
    private Moderation() {}

    /**
     * The lines of a menu.
     *
     * @param ask does what was chosen
     * @param askFirst does it after a question: gets the keys of title and text, and what to do
     */
    public static List<MenuRow> rows(
            Participant person, RoomFacts facts, Consumer<RoomRequest> ask, Confirmation askFirst) {
        String peerId = person.peerId();
        Role role = facts.roleOf(peerId);
        List<MenuRow> rows = new ArrayList<>();
        if (person.microphoneOn() && facts.may(Command.MUTE, peerId)) {
            rows.add(new MenuRow(
                    "menu-mute",
                    Drawing.MICROPHONE_OFF,
                    "person.mute",
                    () -> ask.accept(new RoomRequest.MutePeer(peerId))));
        }
        if ((person.cameraOn() || person.screenOn()) && facts.may(Command.STOP_VIDEO, peerId)) {
            rows.add(new MenuRow(
                    "menu-stop-video",
                    Drawing.CAMERA_OFF,
                    "person.stop-video",
                    () -> ask.accept(new RoomRequest.StopVideo(peerId))));
        }
        if (facts.handOf(peerId) > 0 && facts.may(Command.LOWER_ANOTHERS_HAND, peerId)) {
            rows.add(new MenuRow(
                    "menu-lower-hand",
                    Drawing.HAND,
                    "hand.lower-other",
                    () -> ask.accept(new RoomRequest.LowerHand(Optional.of(peerId)))));
        }
        if (facts.may(Command.SPOTLIGHT)) {
            boolean large = facts.spotlight().filter(peerId::equals).isPresent();
            rows.add(new MenuRow(
                    "menu-spotlight",
                    Drawing.SPEAKER_VIEW,
                    large ? "person.no-spotlight" : "person.spotlight",
                    () -> ask.accept(new RoomRequest.SetSpotlight(large ? Optional.empty() : Optional.of(peerId)))));
        }
        if (facts.may(Command.GIVE_ROLES, peerId) && (role == Role.PARTICIPANT || role == Role.MODERATOR)) {
            boolean moderates = role == Role.MODERATOR;
            rows.add(new MenuRow(
                    "menu-role",
                    Drawing.SHIELD,
                    moderates ? "person.make-participant" : "person.make-moderator",
                    () -> ask.accept(new RoomRequest.SetRole(peerId, moderates ? Role.PARTICIPANT : Role.MODERATOR))));
        }
        if (facts.may(Command.REMOVE, peerId)) {
            rows.add(new MenuRow(
                    "menu-remove",
                    Drawing.LEAVE_ROOM,
                    "person.remove",
                    true,
                    () -> askFirst.confirm(
                            "person.remove-title",
                            "person.remove-text",
                            "person.remove",
                            () -> ask.accept(new RoomRequest.RemovePeer(peerId)))));
        }
        if (facts.may(Command.BAN, peerId)) {
            rows.add(new MenuRow(
                    "menu-ban",
                    Drawing.BAN,
                    "person.ban",
                    true,
                    () -> askFirst.confirm(
                            "person.ban-title",
                            "person.ban-text",
                            "person.ban",
                            () -> ask.accept(new RoomRequest.BanPeer(peerId)))));
        }
        return rows;
    }

    /** Asks before something that does harm is done. */
    public interface Confirmation {
        /** @param title its key; the name of whom it is about stands in it */
        void confirm(String title, String text, String action, Runnable then);
    }
}
