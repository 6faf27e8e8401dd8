package dev.parley.sfu.bench;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the figures were taken on: without it they say little.
 *
 * @param at when
 * @param java version of the runtime
 * @param collectors names of the garbage collectors
 * @param system name, version and architecture
 * @param processors that the JVM may use
 * @param load mean number of running processes over the last minute before, negative when unknown
 */
record Environment(String at, String java, String collectors, String system, int processors, double load) {
    static Environment current() {
        return new Environment(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Runtime.version().toString(),
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .collect(Collectors.joining(", ")),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** Whether other work is under way that makes every figure worse. */
    boolean isBusy() {
        return load > 0.5 * processors;
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "Java %s, %s; %s, %d processors, load average %.1f",
                java,
                collectors,
                system,
                processors,
                load);
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", at);
        json.put("java", java);
        json.put("collectors", collectors);
        json.put("system", system);
        json.put("processors", processors);
        json.put("loadAverage", load);
        return json;
    }
}
