package dev.parley.desktop;

import dev.parley.desktop.call.JoinToken;
import dev.parley.desktop.call.Place;
import dev.parley.desktop.call.ServerAddress;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where to, as far as the command line says it.
 *
 * @param token of an invitation
 */
record Destination(Optional<URI> server, Optional<String> room, JoinToken token) {
    /** Nothing was said. */
    static final Destination NOWHERE = new Destination(Optional.empty(), Optional.empty(), JoinToken.NONE);

    /**
     * Puts together what was said.
     *
     * @throws IllegalArgumentException with a sentence about what cannot be understood
     */
    static Destination of(
            @Nullable String link, @Nullable String server, @Nullable String room, @Nullable String token) {
        Destination said = link == null ? ofOptions(server, room) : ofLink(link);
        if (token == null) {
            return said;
        }
        if (said.place().isEmpty()) {
            throw new IllegalArgumentException("--token needs --server and --room, or a join link");
        }
        return new Destination(said.server, said.room, new JoinToken(token));
    }

    private static Destination ofLink(String link) {
        // What is behind the # is a secret and not for the screen.
        ServerAddress address = ServerAddress.parse(link)
                .filter(ServerAddress::isLink)
                .orElseThrow(
                        () -> new IllegalArgumentException("this is no join link: " + link.replaceFirst("#.*", "")));
        return new Destination(Optional.of(address.server()), address.room(), address.token());
    }

    private static Destination ofOptions(@Nullable String server, @Nullable String room) {
        Optional<ServerAddress> address = Optional.ofNullable(server)
                .map(typed -> ServerAddress.parse(typed)
                        .orElseThrow(() ->
                                new IllegalArgumentException("this is no server: " + typed.replaceFirst("#.*", ""))));
        return new Destination(
                address.map(ServerAddress::server),
                Optional.ofNullable(room).or(() -> address.flatMap(ServerAddress::room)),
                address.filter(found -> room == null).map(ServerAddress::token).orElse(JoinToken.NONE));
    }

    /** Server and room, if both were said. */
    Optional<Place> place() {
        return server.flatMap(where -> room.map(name -> new Place(where, name, token)));
    }
}
