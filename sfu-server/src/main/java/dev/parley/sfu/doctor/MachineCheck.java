package dev.parley.sfu.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the machine grants the server: the time, memory for packets that wait, and open files. */
final class MachineCheck {
    /** No build is older: a clock that says so is wrong, and with it every certificate and token. */
    private static final Instant BUILT_AFTER = Instant.parse("2026-01-01T00:00:00Z");

    /** What a worker asks for, each way. */
    private static final long WANTED_BUFFER = 4L << 20;

    /** Less does not hold the key frame of a shared screen. */
    private static final long SMALLEST_BUFFER = 128L << 10;

    /** Two for each person, and some. */
    private static final long FEWEST_FILES = 4096;

    private static final int NUMBER_BYTES = 64;
    private static final Pattern OPEN_FILES = Pattern.compile("Max open files\\s+(\\w+)\\s+(\\w+)");

    private final Path proc;
    private final Clock clock;

    MachineCheck(Path proc, Clock clock) {
        this.proc = proc;
        this.clock = clock;
    }

    void clock(Doctor.Listener listener) {
        Instant now = clock.instant();
        String time = "clock: " + now.truncatedTo(ChronoUnit.SECONDS);
        if (now.isBefore(BUILT_AFTER)) {
            listener.found(Finding.wrong(time + " is in the past: set it, or nobody's certificate is valid"));
            return;
        }
        listener.found(Finding.well(
                switch (KernelClock.state()) {
                    case SYNCHRONISED -> time + ", kept right by NTP";
                    case FREE -> time + ", kept right by nobody that the kernel knows of (chrony, systemd-timesyncd)";
                    case UNKNOWN -> time + ", whether NTP keeps it right is unknown here";
                }));
    }

    void socketBuffers(Doctor.Listener listener) {
        for (String way : new String[] {"rmem_max", "wmem_max"}) {
            Optional<Long> bytes = number(proc.resolve("sys/net/core").resolve(way));
            String setting = "net.core." + way;
            if (bytes.isEmpty()) {
                listener.found(
                        Finding.well("socket buffers: " + setting + " cannot be seen in here; it is the host's"));
            } else if (bytes.get() < SMALLEST_BUFFER) {
                listener.found(Finding.wrong("socket buffers: " + setting + " is " + bytes.get()
                        + ", too little for video:" + " sysctl -w " + setting + "=" + WANTED_BUFFER));
            } else if (bytes.get() < WANTED_BUFFER) {
                listener.found(Finding.well("socket buffers: " + setting + " is " + bytes.get()
                        + "; for hundreds of people take more: sysctl -w " + setting + "=" + WANTED_BUFFER));
            } else {
                listener.found(Finding.well("socket buffers: " + setting + " is " + bytes.get()));
            }
        }
    }

    private static Optional<Long> number(Path file) {
        // In one go: the kernel gives such a file to the first read only, and Files begins with one byte of it.
        byte[] text = new byte[NUMBER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            int length = Math.max(in.read(text), 0);
            return Optional.of(Long.parseLong(new String(text, 0, length, StandardCharsets.US_ASCII).strip()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    void fileLimit(Doctor.Listener listener) {
        Optional<Path> server = serverProcess();
        String whose = server.isPresent() ? "of the server" : "of this shell";
        try {
            Matcher limits = OPEN_FILES.matcher(
                    Files.readString(server.orElse(proc.resolve("self")).resolve("limits")));
            if (!limits.find()) {
                listener.found(Finding.well("open files: no limit is known here"));
                return;
            }
            // The virtual machine raises the soft limit to the hard one.
            String hard = limits.group(2);
            if (!hard.equals("unlimited") && Long.parseLong(hard) < FEWEST_FILES) {
                listener.found(
                        Finding.wrong("open files: the limit " + whose + " is " + hard + ", each connection is one:"
                                + " LimitNOFILE=65536 in the unit, or ulimit -n 65536 before the start"));
            } else {
                listener.found(Finding.well("open files: the limit " + whose + " is " + hard));
            }
        } catch (IOException e) {
            listener.found(Finding.well("open files: the limit " + whose + " cannot be seen"));
        }
    }

    private Optional<Path> serverProcess() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains("dev.parley.sfu.Main run"))
                        .isPresent())
                .map(process -> proc.resolve(Long.toString(process.pid())))
                .filter(folder -> Files.isReadable(folder.resolve("limits")))
                .findFirst();
    }
}
