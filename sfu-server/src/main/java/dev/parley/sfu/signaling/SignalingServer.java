package dev.parley.sfu.signaling;

import dev.parley.protocol.media.RtpCapabilities;
import dev.parley.sfu.http.SocketListener;
import dev.parley.sfu.http.SourceLimit;
import dev.parley.sfu.http.WebSocketConnection;
import dev.parley.sfu.http.WebSocketHandler;
import dev.parley.sfu.room.Ids;
import dev.parley.sfu.room.Rooms;
import java.util.concurrent.ScheduledExecutorService;

/** Gives each WebSocket its conversation. */
public final class SignalingServer implements WebSocketHandler {
    private final Rooms rooms;
    private final RtpCapabilities capabilities;
    private final Ids ids;
    private final SourceLimit joins;
    private final ScheduledExecutorService control;

    /**
     * @param capabilities of every router
     * @param joins how often those of one address may enter rooms
     * @param control the control thread
     */
    public SignalingServer(
            Rooms rooms, RtpCapabilities capabilities, Ids ids, SourceLimit joins, ScheduledExecutorService control) {
        this.rooms = rooms;
        this.capabilities = capabilities;
        this.ids = ids;
        this.joins = joins;
        this.control = control;
    }

    @Override
    public SocketListener opened(WebSocketConnection connection) {
        SignalingSession session =
                new SignalingSession(connection, ids.next(), rooms, capabilities, joins, control, System::nanoTime);
        session.greet();
        return session;
    }
}
