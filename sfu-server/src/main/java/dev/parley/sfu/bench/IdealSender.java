package dev.parley.sfu.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program in C that does nothing but encrypt and send, with one system call for each packet: what a server of that kind
 * could reach at best on this machine, now. Compiled by the system's gcc with the system's OpenSSL.
 */
final class IdealSender implements AutoCloseable {
    private static final String SOURCE = "ideal-sender.c";

    private final Path folder;
    private final Path program;

    private IdealSender(Path folder, Path program) {
        this.folder = folder;
        this.program = program;
    }

    /**
     * Payloads of one kind among all that are sent.
     *
     * @param minPayload bytes
     * @param maxPayload bytes
     * @param weight its share, beside the weights of the other kinds
     */
    record Kind(int minPayload, int maxPayload, int weight) {}

    /** Compiles it; empty where there is no Linux, no gcc, or no OpenSSL to compile with. */
    static Optional<IdealSender> compiled() throws IOException {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.empty();
        }
        Path folder = Files.createTempDirectory("parley-bench");
        Path source = folder.resolve(SOURCE);
        try (InputStream in = IdealSender.class.getResourceAsStream(SOURCE)) {
            if (in == null) {
                throw new IOException(SOURCE + " is missing from the server's own files");
            }
            Files.copy(in, source);
        }
        IdealSender sender = new IdealSender(folder, folder.resolve("ideal-sender"));
        try {
            run(List.of("gcc", "-O2", "-o", sender.program.toString(), source.toString(), "-lcrypto"));
            return Optional.of(sender);
        } catch (IOException e) {
            sender.close();
            return Optional.empty();
        }
    }

    /**
     * Packets per CPU-second of the sending thread.
     *
     * @param rate packets a second to each destination
     */
    double packetsPerCpuSecond(int destinations, double seconds, double rate, List<Kind> kinds) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(program.toString());
        command.add(Integer.toString(destinations));
        command.add(String.format(Locale.ROOT, "%.1f", seconds));
        command.add(String.format(Locale.ROOT, "%.1f", rate));
        for (Kind kind : kinds) {
            command.add(Integer.toString(kind.minPayload()));
            command.add(Integer.toString(kind.maxPayload()));
            command.add(Integer.toString(kind.weight()));
        }
        return figure(run(command));
    }

    /** Packets, CPU seconds and packets that were read, in one line. */
    static double figure(String output) throws IOException {
        String[] words = output.strip().split(" ", -1);
        try {
            return Double.parseDouble(words[0]) / Double.parseDouble(words[1]);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IOException("the ideal sender answers \"" + output + "\"", e);
        }
    }

    private static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            int code = process.waitFor();
            if (code != 0) {
                throw new IOException(command.getFirst() + " ends with " + code + ": " + output);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return output;
    }

    /** Removes its files. */
    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
