package dev.parley.sfu.bench;

import dev.parley.sfu.load.ForwardedRoom.Seat;
import dev.parley.sfu.load.ForwarderKeys;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program in C that does nothing but receive, decrypt, encrypt and send, with one system call for each packet: the least
 * delay that a server of that kind could add on this machine, now.
 */
final class IdealForwarder implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final InetSocketAddress address;

    /** Starts it; it forwards nothing yet. */
    IdealForwarder(CompiledProgram program, ForwarderKeys keys) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.path()));
        command.addAll(keys.words());
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        answers = process.inputReader();
        address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port(answers.readLine()));
    }

    /** Compiles it, where that can be done. */
    static Optional<CompiledProgram> compiled() throws IOException {
        return CompiledProgram.of("ideal-forwarder.c");
    }

    private static int port(String line) throws IOException {
        try {
            return Integer.parseInt(line);
        } catch (NumberFormatException e) {
            throw new IOException("the ideal forwarder answers \"" + line + "\"", e);
        }
    }

    /** Where packets are sent to. */
    InetSocketAddress address() {
        return address;
    }

    /** What it uses. */
    ProcessUsage usage() {
        return new ProcessUsage(process.toHandle());
    }

    /** Forwards from now on; can be called once. */
    void begin(List<List<Seat>> rooms) throws IOException {
        try (Writer questions = process.outputWriter()) {
            questions.write(lines(rooms));
        }
        String answer = answers.readLine();
        if (!"ready".equals(answer)) {
            throw new IOException("the ideal forwarder answers \"" + answer + "\"");
        }
    }

    /** A line for each seat: its room, the port from which it sends, and the one to which it wants what others send. */
    static String lines(List<List<Seat>> rooms) {
        StringBuilder lines = new StringBuilder();
        for (int room = 0; room < rooms.size(); room++) {
            for (Seat seat : rooms.get(room)) {
                lines.append(room).append(' ').append(seat.sendingPort());
                lines.append(' ').append(seat.receivingPort()).append('\n');
            }
        }
        return lines.toString();
    }

    /** Ends it. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
