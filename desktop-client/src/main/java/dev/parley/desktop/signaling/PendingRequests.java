package dev.parley.desktop.signaling;

import dev.parley.protocol.signaling.AnsweredBy;
import dev.parley.protocol.signaling.ClientMessage;
import dev.parley.protocol.signaling.RequestId;
import dev.parley.protocol.signaling.ServerMessage;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The requests that wait for an answer, in the order they were sent. Thread: the owner's. */
final class PendingRequests {
    private record Request(ClientMessage message, CompletableFuture<ServerMessage> answer) {}

    private final Map<RequestId, Request> waiting = new LinkedHashMap<>();

    CompletableFuture<ServerMessage> add(long id, ClientMessage message) {
        CompletableFuture<ServerMessage> answer = new CompletableFuture<>();
        waiting.put(RequestId.of(id), new Request(message, answer));
        return answer;
    }

    /** Whether the message answers a request: by its id or, without one, by what it says. */
    boolean answer(RequestId id, ServerMessage message) {
        Request request = id.isPresent() ? waiting.remove(id) : null;
        if (request == null && !id.isPresent()) {
            Iterator<Request> all = waiting.values().iterator();
            while (request == null && all.hasNext()) {
                Request candidate = all.next();
                if (answers(candidate.message, message)) {
                    all.remove();
                    request = candidate;
                }
            }
        }
        if (request == null) {
            return false;
        }
        request.answer.complete(message);
        return true;
    }

    /** A request was refused: the one of that id, else the first of that type, else the first of all. */
    void refuse(RequestId id, Optional<String> type, RefusedException refusal) {
        Request request = id.isPresent() ? waiting.remove(id) : null;
        if (request == null && !id.isPresent()) {
            Iterator<Request> all = waiting.values().iterator();
            while (request == null && all.hasNext()) {
                Request candidate = all.next();
                if (type.isEmpty() || type.get().equals(candidate.message.type())) {
                    all.remove();
                    request = candidate;
                }
            }
        }
        if (request != null) {
            request.answer.completeExceptionally(refusal);
        }
    }

    void fail(long id, Exception reason) {
        Request request = waiting.remove(RequestId.of(id));
        if (request != null) {
            request.answer.completeExceptionally(reason);
        }
    }

    void failAll(Exception reason) {
        var all = Map.copyOf(waiting).values();
        waiting.clear();
        all.forEach(request -> request.answer.completeExceptionally(reason));
    }

    /** Answers without ids are in order, but some requests wait longer than others. */
    private static boolean answers(ClientMessage request, ServerMessage message) {
        AnsweredBy by = request.getClass().getAnnotation(AnsweredBy.class);
        if (by == null || by.value() != message.getClass()) {
            return false;
        }
        return switch (message) {
            case ServerMessage.Consumed consumed ->
                request instanceof ClientMessage.Consume consume
                        && consume.producerId().equals(consumed.producerId());
            case ServerMessage.Produced produced ->
                request instanceof ClientMessage.Produce produce && produce.kind() == produced.kind();
            case ServerMessage.TransportCreated created ->
                request instanceof ClientMessage.CreateTransport create && create.direction() == created.direction();
            case ServerMessage.TransportConnected connected ->
                request instanceof ClientMessage.ConnectTransport connect
                        && connect.transportId().equals(connected.transportId());
            case ServerMessage.ConsumerResumed resumed ->
                request instanceof ClientMessage.ResumeConsumer resume
                        && resume.consumerId().equals(resumed.consumerId());
            case ServerMessage.ProducerPaused paused ->
                request instanceof ClientMessage.PauseProducer pause
                        && pause.producerId().equals(paused.producerId());
            case ServerMessage.ProducerResumed resumed ->
                request instanceof ClientMessage.ResumeProducer resume
                        && resume.producerId().equals(resumed.producerId());
            default -> true;
        };
    }
}
