package dev.parley.sfu.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program in C to compare with, compiled by the system's gcc with the system's OpenSSL. */
final class CompiledProgram implements AutoCloseable {
    private final Path folder;

    private CompiledProgram(Path folder) {
        this.folder = folder;
    }

    /**
     * Compiles it; empty where there is no Linux, no gcc, or no OpenSSL to compile with.
     *
     * @param source name of a file beside this class
     */
    static Optional<CompiledProgram> of(String source) throws IOException {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.empty();
        }
        CompiledProgram program = new CompiledProgram(Files.createTempDirectory("parley-bench"));
        Path file = program.folder.resolve(source);
        try (InputStream in = CompiledProgram.class.getResourceAsStream(source)) {
            if (in == null) {
                throw new IOException(source + " is missing from the server's own files");
            }
            Files.copy(in, file);
        }
        try {
            run(List.of("gcc", "-O2", "-o", program.path(), file.toString(), "-lcrypto"));
            return Optional.of(program);
        } catch (IOException e) {
            program.close();
            return Optional.empty();
        }
    }

    /** Where it can be started. */
    String path() {
        return folder.resolve("program").toString();
    }

    /** Runs a command to its end and gives what it printed. */
    static String run(List<String> command) throws IOException {
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
