package dev.parley.desktop.call;

import dev.parley.desktop.signaling.RefusedException;
import dev.parley.desktop.signaling.SignalingClient;
import dev.parley.protocol.signaling.RoomNews;
import dev.parley.protocol.signaling.RoomRequest;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Comes back to the same place in the room over a new socket, while sound and picture go on. Tries for as long as the
 * server keeps the place.
 *
 * <p>Thread: the call's.
 */
final class Resumption {
    private static final Logger LOG = LoggerFactory.getLogger(Resumption.class);
    /** The server keeps it for thirty seconds, and began to count before we noticed. */
    private static final long KEPT_SECONDS = 28;

    /** What comes of it: one of the two, once. */
    interface Listener {
        void resumed(SignalingClient client, RoomNews.SessionResumed answer);

        /** The place is lost. */
        void failed();
    }

    private final MeetingSettings settings;
    private final RoomRequest.ResumeSession request;
    private final SignalingClient.Listener events;
    private final Listener listener;
    private final BackOff pauses = new BackOff(ThreadLocalRandom.current());
    private @Nullable Future<?> next;
    private @Nullable Future<?> deadline;
    private boolean over;

    /** @param events who hears what the new socket brings */
    Resumption(
            MeetingSettings settings,
            RoomRequest.ResumeSession request,
            SignalingClient.Listener events,
            Listener listener) {
        this.settings = settings;
        this.request = request;
        this.events = events;
        this.listener = listener;
    }

    void begin() {
        deadline = settings.executor().schedule(this::giveUp, KEPT_SECONDS, TimeUnit.SECONDS);
        attempt();
    }

    /** Does not wait any longer before the next try. */
    void hurry() {
        if (next != null && next.cancel(false)) {
            attempt();
        }
    }

    /** Nobody wants to come back any more. The listener hears nothing. */
    void cancel() {
        over = true;
        if (next != null) {
            next.cancel(false);
        }
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    private void attempt() {
        next = null;
        var _ = SignalingClient.connect(settings.http(), settings.place().server(), settings.executor(), events)
                .thenAccept(this::connected)
                .exceptionallyAsync(
                        failure -> {
                            again(failure);
                            return null;
                        },
                        settings.executor());
    }

    /** The answer is taken at once, before any news that follows it. */
    private void connected(SignalingClient client) {
        if (over) {
            client.abort();
            return;
        }
        var _ = client.ask(request, RoomNews.SessionResumed.class)
                .thenAccept(answer -> {
                    if (over) {
                        client.close();
                    } else {
                        cancel();
                        listener.resumed(client, answer);
                    }
                })
                .exceptionally(failure -> {
                    client.abort();
                    again(failure);
                    return null;
                });
    }

    private void again(Throwable failure) {
        if (over) {
            return;
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        LOG.info("the session is not resumed yet: {}", cause.toString());
        if (cause instanceof RefusedException) {
            giveUp(); // refused once is refused for good: a secret works one time
        } else {
            next = settings.executor().schedule(this::attempt, pauses.nextMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void giveUp() {
        if (!over) {
            cancel();
            listener.failed();
        }
    }
}
