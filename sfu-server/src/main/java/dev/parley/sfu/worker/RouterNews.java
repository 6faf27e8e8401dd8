package dev.parley.sfu.worker;

import dev.parley.sfu.observer.AudioLevel;
import dev.parley.sfu.router.Router;
import java.util.List;
import java.util.concurrent.Executor;

/** Takes what a router tells, on the Worker's thread, to the control thread. */
record RouterNews(Executor control, RouterProxy.Listener listener) implements Router.Listener {
    @Override
    public void producerSilent(String producerId, boolean silent) {
        control.execute(() -> listener.producerSilent(producerId, silent));
    }

    @Override
    public void producerScore(String producerId, List<Integer> scores) {
        control.execute(() -> listener.producerScore(producerId, scores));
    }

    @Override
    public void consumerLayersChanged(String consumerId, int spatialLayer, int temporalLayer) {
        control.execute(() -> listener.consumerLayersChanged(consumerId, spatialLayer, temporalLayer));
    }

    @Override
    public void consumerScore(String consumerId, int score) {
        control.execute(() -> listener.consumerScore(consumerId, score));
    }

    @Override
    public void producerLayersWanted(String producerId, int spatialLayer) {
        control.execute(() -> listener.producerLayersWanted(producerId, spatialLayer));
    }

    @Override
    public void activeSpeaker(String producerId) {
        control.execute(() -> listener.activeSpeaker(producerId));
    }

    @Override
    public void audioLevels(List<AudioLevel> levels) {
        control.execute(() -> listener.audioLevels(levels));
    }
}
