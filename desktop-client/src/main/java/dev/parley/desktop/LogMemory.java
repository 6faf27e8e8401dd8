package dev.parley.desktop;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines that were logged, more than are shown: for a problem bundle. Thread: any. */
final class LogMemory extends AppenderBase<ILoggingEvent> {
    private static final int MOST = 4_000; // lines; under 1 MB
    private static final Deque<String> LINES = new ArrayDeque<>();

    private final Encoder<ILoggingEvent> encoder;

    LogMemory(Encoder<ILoggingEvent> encoder) {
        this.encoder = encoder;
    }

    /** The oldest first. */
    static List<String> lines() {
        synchronized (LINES) {
            return List.copyOf(LINES);
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        String line = new String(encoder.encode(event), StandardCharsets.UTF_8).stripTrailing();
        synchronized (LINES) {
            if (LINES.size() >= MOST) {
                LINES.removeFirst();
            }
            LINES.addLast(line);
        }
    }
}
