package dev.parley.sfu.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is measured, and this process, which loads it, on processors of their own, by {@code taskset(1)}. Otherwise Linux puts
 * both on one as long as that is not full, where they take turns at every packet: then the cheaper a server is, the later its
 * packets arrive.
 *
 * <p>Where there is only one processor, or no {@code taskset}, nothing is changed.
 */
final class OwnProcessors implements AutoCloseable {
    private static final Pattern ALLOWED = Pattern.compile("Cpus_allowed_list:\\s+(\\S+)");

    private final List<Integer> all;
    private final List<Long> moved = new ArrayList<>();

    private OwnProcessors(List<Integer> all) {
        this.all = all;
    }

    /** Puts this process on the last of the processors that it may use. */
    static OwnProcessors take() throws IOException {
        Path status = Path.of("/proc/self/status");
        Matcher allowed = ALLOWED.matcher(Files.isReadable(status) ? Files.readString(status) : "");
        OwnProcessors processors = new OwnProcessors(allowed.find() ? numbers(allowed.group(1)) : List.of());
        if (!processors.apart()) {
            return processors;
        }
        try {
            processors.move(
                    ProcessHandle.current().pid(),
                    processors.all.subList(processors.all.size() - 1, processors.all.size()));
            return processors;
        } catch (IOException e) {
            return new OwnProcessors(List.of());
        }
    }

    /** Such as {@code 0-3,6}. */
    static List<Integer> numbers(String list) {
        return Pattern.compile(",")
                .splitAsStream(list)
                .flatMap(range -> {
                    String[] ends = range.split("-", -1);
                    return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]))
                            .boxed();
                })
                .toList();
    }

    /** Whether there is more than one, so that they can be shared out. */
    boolean apart() {
        return all.size() > 1;
    }

    /** Puts a process that is to be measured on all but the last. */
    void giveTo(long pid) throws IOException {
        if (apart()) {
            move(pid, all.subList(0, all.size() - 1));
        }
    }

    private void move(long pid, List<Integer> to) throws IOException {
        String list = to.stream().map(String::valueOf).collect(Collectors.joining(","));
        CompiledProgram.run(List.of("taskset", "-a", "-p", "-c", list, Long.toString(pid)));
        moved.add(pid);
    }

    /** Gives all processors back to all that live. */
    @Override
    public void close() throws IOException {
        for (long pid : List.copyOf(moved)) {
            if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent()) {
                move(pid, all);
            }
        }
    }
}
