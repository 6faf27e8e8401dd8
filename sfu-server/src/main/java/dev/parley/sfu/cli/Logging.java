package dev.parley.sfu.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;
import dev.parley.sfu.configuration.LogFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Sets logging up, in code: reading it from XML would take a quarter of a start. Plain lines on standard error; standard
 * output belongs to "ready". Logback finds this class by its service file.
 *
 * <p>Thread: logback makes one on the thread that first asks for a logger.
 */
public final class Logging extends ContextAwareBase implements Configurator {
    /** The system property with the level, one of logback's; it must be set before anything logs. */
    static final String LEVEL = "parley.log.level";

    /** The system property with the format; it must be set as early. */
    static final String FORMAT = "parley.log.format";

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        context.getStatusManager().add(new NopStatusListener());
        boolean json = LogFormat.JSON.name().equals(System.getProperty(FORMAT));
        LayoutBase<ILoggingEvent> line = json ? new JsonLogLine() : new LogLine();
        line.setContext(context);
        line.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(line);
        encoder.start();
        ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
        stderr.setContext(context);
        stderr.setTarget("System.err");
        stderr.setEncoder(encoder);
        stderr.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(stderr);
        root.setLevel(Level.toLevel(System.getProperty(LEVEL), Level.WARN));
        // Netty tells its own story at debug: only what goes wrong there is wanted.
        context.getLogger("io.netty").setLevel(Level.WARN);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /**
     * {@code 2026-01-31 12:00:00.000 INFO  Room: what happened room=tea peer=0a1b}, and the stack of what was thrown.
     */
    static final class LogLine extends LayoutBase<ILoggingEvent> {
        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
        private static final int LEVEL_WIDTH = 5;

        @Override
        public String doLayout(ILoggingEvent event) {
            StringBuilder line = new StringBuilder();
            TIME.formatTo(Instant.ofEpochMilli(event.getTimeStamp()), line);
            String level = event.getLevel().toString();
            line.append(' ').append(level).repeat(' ', LEVEL_WIDTH - level.length() + 1);
            String logger = event.getLoggerName();
            line.append(logger, logger.lastIndexOf('.') + 1, logger.length()).append(": ");
            // What a stranger sent must not begin a line of its own.
            line.append(onOneLine(event.getFormattedMessage()));
            if (event.getKeyValuePairs() != null) {
                event.getKeyValuePairs()
                        .forEach(pair ->
                                line.append(' ').append(pair.key).append('=').append(onOneLine(pair.value)));
            }
            line.append('\n');
            if (event.getThrowableProxy() != null) {
                line.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
            return line.toString();
        }

        private static String onOneLine(Object text) {
            return String.valueOf(text).replace('\r', ' ').replace('\n', ' ');
        }
    }
}
