package dev.parley.sfu.worker;

import dev.parley.sfu.pipe.Pipe;
import dev.parley.sfu.pipe.PipeConsumer;
import dev.parley.sfu.pipe.PipeProducer;
import dev.parley.sfu.router.Router;

/**
 * From a Worker on which producers of others are consumed to the router they are on: a task on its loop for each message.
 *
 * @param worker whose loop that is
 * @param router on it
 * @param consuming the Worker on which they are consumed
 */
record PipeBack(Worker worker, Router router, Worker consuming) implements PipeProducer.Output {
    @Override
    public void open(PipeProducer producer) {
        worker.execute(() -> openNow(producer));
    }

    private void openNow(PipeProducer producer) {
        // One that has ended would be forgotten already: nobody would ever take what is sent.
        if (!consuming.hasEnded()) {
            Pipe pipe = worker.pipeTo(consuming);
            router.pipeEnds().open(producer.id(), new PipeConsumer(producer, pipe, worker.counters()));
        }
    }

    @Override
    public void close(PipeProducer producer) {
        worker.execute(() -> router.pipeEnds().close(producer));
    }

    @Override
    public void keyFrameNeeded(PipeProducer producer, int encoding, long nowNanos) {
        worker.execute(() -> router.pipeEnds().keyFrameNeeded(producer, encoding, nowNanos));
    }

    @Override
    public void layersWanted(PipeProducer producer, int spatialLayer) {
        worker.execute(() -> router.pipeEnds().layersWanted(producer, spatialLayer));
    }

    @Override
    public void joins(PipeProducer producer, boolean now) {
        worker.execute(() -> router.pipeEnds().joins(producer, now));
    }
}
