package dev.parley.desktop;

import dev.parley.desktop.call.Call;
import dev.parley.desktop.call.Participant;
import dev.parley.protocol.signaling.Reaction;
import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.RoomRequest;
import dev.parley.protocol.signaling.WaitingPeer;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be typed about the meeting: {@code say TEXT}, {@code tell NAME: TEXT}, {@code hand up|down}, {@code react clap},
 * {@code mute|stop-video|remove|ban|spotlight NAME}, {@code mute-all}, {@code admit|deny NAME}, {@code lock|lobby on|off},
 * {@code role NAME: moderator}, {@code end}. What comes of it is told by the server as to everybody.
 */
final class RoomCommands {
    private final Call call;
    private final PrintWriter err;

    RoomCommands(Call call, PrintWriter err) {
        this.call = call;
        this.err = err;
    }

    /** Whether it was one of these; what could not be done is said. */
    boolean obey(String line) {
        String[] words = line.split(" ", 2);
        Optional<Optional<RoomRequest>> request = request(words[0], words.length > 1 ? words[1].strip() : "");
        if (request.isEmpty()) {
            return false;
        }
        if (request.get().isEmpty()) {
            err.println("parley: there is nobody, or nothing, of that name: " + line);
            return true;
        }
        var _ = call.ask(request.get().get()).exceptionally(failure -> {
            err.println("parley: the server did not do that: " + failure.getMessage());
            return null;
        });
        return true;
    }

    /** Empty for what is none of ours; in it, empty for what is about nobody who is there. */
    private Optional<Optional<RoomRequest>> request(String verb, String rest) {
        return switch (verb) {
            case "say" -> known(new RoomRequest.SendChat(rest, Optional.empty()));
            case "tell" ->
                Optional.of(
                        person(before(rest)).map(peerId -> new RoomRequest.SendChat(after(rest), Optional.of(peerId))));
            case "hand" ->
                known(rest.equals("up") ? new RoomRequest.RaiseHand() : new RoomRequest.LowerHand(Optional.empty()));
            case "react" ->
                Optional.of(Arrays.stream(Reaction.values())
                        .filter(each -> each.word().equals(rest))
                        .findFirst()
                        .map(RoomRequest.SendReaction::new));
            case "mute" -> Optional.of(person(rest).map(RoomRequest.MutePeer::new));
            case "mute-all" -> known(new RoomRequest.MuteAll());
            case "stop-video" -> Optional.of(person(rest).map(RoomRequest.StopVideo::new));
            case "remove" -> Optional.of(person(rest).map(RoomRequest.RemovePeer::new));
            case "ban" -> Optional.of(person(rest).map(RoomRequest.BanPeer::new));
            case "spotlight" ->
                Optional.of(person(rest).map(peerId -> new RoomRequest.SetSpotlight(Optional.of(peerId))));
            case "admit" -> Optional.of(waiting(rest).map(RoomRequest.AdmitPeer::new));
            case "deny" -> Optional.of(waiting(rest).map(RoomRequest.DenyPeer::new));
            case "lock" -> known(new RoomRequest.LockRoom(rest.equals("on")));
            case "lobby" -> known(new RoomRequest.SetLobby(rest.equals("on")));
            case "role" ->
                Optional.of(person(before(rest))
                        .flatMap(peerId -> role(after(rest)).map(role -> new RoomRequest.SetRole(peerId, role))));
            case "end" -> known(new RoomRequest.EndRoom());
            default -> Optional.empty();
        };
    }

    private static Optional<Optional<RoomRequest>> known(RoomRequest request) {
        return Optional.of(Optional.of(request));
    }

    private static String before(String named) {
        int colon = named.indexOf(':');
        return colon < 0 ? "" : named.substring(0, colon).strip();
    }

    private static String after(String named) {
        return named.substring(named.indexOf(':') + 1).strip();
    }

    private Optional<String> person(String name) {
        return call.participants().stream()
                .filter(each -> each.displayName().equals(name))
                .map(Participant::peerId)
                .findFirst();
    }

    private Optional<String> waiting(String name) {
        return call.room().waiting().stream()
                .filter(each -> each.displayName().equals(name))
                .map(WaitingPeer::peerId)
                .findFirst();
    }

    private static Optional<Role> role(String word) {
        return Arrays.stream(Role.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }
}
