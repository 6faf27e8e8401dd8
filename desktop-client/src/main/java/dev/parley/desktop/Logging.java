package dev.parley.desktop;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.status.NopStatusListener;

/**
 * Sets logging up, in code, which is quicker than XML: plain lines on standard error. {@code -Dparley.log.level=DEBUG}
 * tells more. Logback finds this class by its service file.
 */
public final class Logging extends ContextAwareBase implements Configurator {
    private static final String LEVEL = "parley.log.level";

    /** Logback makes one. */
    public Logging() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        context.getStatusManager().add(new NopStatusListener());
        PatternLayoutEncoder line = new PatternLayoutEncoder();
        line.setContext(context);
        line.setPattern("%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %logger{0}: %replace(%msg){'[\\r\\n]', ' '}%n");
        line.start();
        ConsoleAppender<ILoggingEvent> stderr = new ConsoleAppender<>();
        stderr.setContext(context);
        stderr.setTarget("System.err");
        stderr.setEncoder(line);
        stderr.start();
        Level shown = Level.toLevel(System.getProperty(LEVEL), Level.WARN);
        ThresholdFilter asked = new ThresholdFilter();
        asked.setLevel(shown.toString());
        asked.start();
        stderr.addFilter(asked);
        LogMemory memory = new LogMemory(line);
        memory.setContext(context);
        memory.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(stderr);
        root.addAppender(memory);
        root.setLevel(Level.WARN);
        // What is not shown is remembered, for a problem bundle.
        context.getLogger("dev.parley").setLevel(shown.isGreaterOrEqual(Level.INFO) ? Level.INFO : shown);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
