package dev.parley.sfu.router;

import dev.parley.sfu.consumer.Consumer;
import dev.parley.sfu.pipe.Pipe;
import dev.parley.sfu.pipe.PipeConsumer;
import dev.parley.sfu.pipe.PipeProducer;
import dev.parley.sfu.stream.MediaPacket;
import dev.parley.sfu.stream.ReceiveStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ends of the pipes between a router and those of the same room on other Workers: where packets of its own producers
 * go in, and where those of others' come out.
 *
 * <p>Thread: the Worker's.
 */
public final class PipeEnds implements PipeProducer.Listener {
    private final Router router;
    private final Map<String, Route> routes;
    private final ReadBurst burst;

    PipeEnds(Router router, Map<String, Route> routes, ReadBurst burst) {
        this.router = router;
        this.routes = routes;
        this.burst = burst;
    }

    // ---- of producers of this router ----

    /** The producer is consumed on another Worker; if it is no more, that is what the other end is told. */
    public void open(String producerId, PipeConsumer pipe) {
        Route route = routes.get(producerId);
        if (route == null || !(route.origin instanceof Origin.Publisher)) {
            pipe.close();
            return;
        }
        // What is held was received and is kept already: the pipe takes it from there.
        burst.forward(route);
        route.pipes().add(pipe);
        pipe.open(route.origin.track());
    }

    /** The producer is not consumed there any more. */
    public void close(PipeProducer producer) {
        Route route = routes.get(producer.id());
        if (route != null) {
            route.abandon(producer);
        }
    }

    /** The Worker that the pipe leads to is no more. */
    public void forget(Pipe gone) {
        routes.values().forEach(route -> route.pipes().removeIf(pipe -> pipe.goesThrough(gone)));
    }

    /** Somebody there cannot go on without a key frame of this encoding. */
    public void keyFrameNeeded(PipeProducer producer, int encoding, long nowNanos) {
        Route route = routes.get(producer.id());
        if (route != null) {
            route.origin.track().keyFrameNeeded(encoding, nowNanos);
        }
    }

    /** Up to this layer the producer is watched there; -1 for none at all. */
    public void layersWanted(PipeProducer producer, int spatialLayer) {
        Route route = routes.get(producer.id());
        if (route != null) {
            route.pipes().stream().filter(pipe -> pipe.leadsTo(producer)).forEach(pipe -> pipe.wanted(spatialLayer));
        }
    }

    /** Whether packets of the producer leave in one piece with others there. */
    public void joins(PipeProducer producer, boolean now) {
        Route route = routes.get(producer.id());
        if (route != null) {
            route.pipes().stream().filter(pipe -> pipe.leadsTo(producer)).forEach(pipe -> pipe.joins(now));
        }
    }

    // ---- of producers of others ----

    @Override
    public void packet(
            PipeProducer producer, MediaPacket packet, ReceiveStream stream, boolean afterWithheld, long nowNanos) {
        Route route = routeOf(producer);
        if (route == null) {
            return;
        }
        if (afterWithheld) {
            burst.forward(route);
            route.heardAgain(stream, packet.sequence(), nowNanos);
        } else {
            burst.add(route, packet, stream, nowNanos);
        }
    }

    private @Nullable Route routeOf(PipeProducer producer) {
        Route route = routes.get(producer.id());
        return route != null && route.origin.track() == producer ? route : null;
    }

    @Override
    public void layersChanged(PipeProducer producer) {
        Route route = routeOf(producer);
        if (route != null) {
            route.layersReceived();
        }
    }

    @Override
    public void pausedChanged(PipeProducer producer, long nowNanos) {
        Route route = routeOf(producer);
        if (route != null) {
            route.pausedChanged(nowNanos);
        }
    }

    @Override
    public void closed(PipeProducer producer) {
        if (routeOf(producer) != null) {
            router.closeProducer(producer.id());
        }
    }

    @Override
    public void broken(PipeProducer producer, RuntimeException cause) {
        Route route = routeOf(producer);
        if (route != null) {
            for (Consumer consumer : route.consumers()) {
                router.broken(consumer, cause);
            }
        }
    }
}
