package dev.parley.sfu.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * For tests that assert how long something takes in real time. A virtual machine whose processors are given to others
 * meanwhile (the kernel counts that as stolen) measures its host: such a failure is told as "not measured", with the share
 * that was stolen. On a machine that was its own all the time, a failure is a failure.
 */
final class StolenTime implements InvocationInterceptor {
    private static final Path KERNEL_COUNTS = Path.of("/proc/stat");
    private static final int STOLEN = 7; // proc_stat(5): user nice system idle iowait irq softirq steal
    private static final int FIELDS = 8;

    /** Where a twentieth is missing, single threads wait for tenths of a second. */
    private static final double MOST = 0.05;

    @Override
    public void interceptTestMethod(
            Invocation<Void> test, ReflectiveInvocationContext<Method> invoked, ExtensionContext context)
            throws Throwable {
        measure(test);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> test, ReflectiveInvocationContext<Method> invoked, ExtensionContext context)
            throws Throwable {
        measure(test);
    }

    private static void measure(Invocation<Void> test) throws Throwable {
        long[] before = counts();
        try {
            test.proceed();
        } catch (AssertionError | ConditionTimeoutException e) {
            double share = share(before, counts());
            if (share > MOST) {
                throw new TestAbortedException(
                        String.format(Locale.ROOT, "Not measured: %.0f %% of the machine was stolen", 100 * share), e);
            }
            throw e;
        }
    }

    private static double share(long[] before, long[] after) {
        long all = Arrays.stream(after).sum() - Arrays.stream(before).sum();
        return all == 0 ? 0 : (double) (after[STOLEN] - before[STOLEN]) / all;
    }

    private static long[] counts() {
        try {
            String all = Files.readAllLines(KERNEL_COUNTS).getFirst(); // "cpu  1 2 3 ..."
            return Arrays.stream(all.split("\\s+"))
                    .skip(1)
                    .limit(FIELDS)
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
