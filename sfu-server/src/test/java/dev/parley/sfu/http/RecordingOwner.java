package dev.parley.sfu.http;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes every socket, greets it, notes what it says; "boom" makes it throw, "echo:" is sent back. */
final class RecordingOwner implements WebSocketHandler {
    final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    /** How many sockets ended without a goodbye. */
    final AtomicInteger broken = new AtomicInteger();

    final CompletableFuture<WebSocketConnection> first = new CompletableFuture<>();

    @Override
    public SocketListener opened(WebSocketConnection connection) {
        first.complete(connection);
        connection.send("welcome");
        return new SocketListener() {
            @Override
            public void text(String frame) {
                events.add(frame);
                if (frame.equals("boom")) {
                    throw new IllegalStateException("the test asked for it");
                }
                if (frame.startsWith("echo:")) {
                    connection.send(frame);
                }
            }

            @Override
            public void closed() {
                events.add("<closed>");
            }

            @Override
            public void broken() {
                broken.incrementAndGet();
                closed();
            }
        };
    }

    /** The next event; fails when none comes. */
    String next() throws InterruptedException {
        String event = events.poll(20, TimeUnit.SECONDS);
        if (event == null) {
            throw new AssertionError("no event came");
        }
        return event;
    }
}
