package dev.parley.sfu.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A program in C that does nothing but encrypt and send, with one system call for each packet: what a server of that kind
 * could reach at best on this machine, now.
 */
final class IdealSender implements AutoCloseable {
    private static final double SECONDS = 2;

    private final CompiledProgram program;

    private IdealSender(CompiledProgram program) {
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

    /** Compiles it, where that can be done. */
    static Optional<IdealSender> compiled() throws IOException {
        return CompiledProgram.of("ideal-sender.c").map(IdealSender::new);
    }

    /**
     * Packets per CPU-second of the sending thread, as many to as many destinations as this traffic has.
     *
     * @param moments a second at which packets are sent, to everyone at each
     */
    double packetsPerCpuSecond(Traffic traffic, int moments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(program.path());
        command.add(Integer.toString(traffic.receivers()));
        command.add(String.format(Locale.ROOT, "%.1f", SECONDS));
        command.add(String.format(Locale.ROOT, "%.1f", traffic.rateToEach()));
        command.add(Integer.toString(moments));
        for (Kind kind : traffic.kinds()) {
            command.add(Integer.toString(kind.minPayload()));
            command.add(Integer.toString(kind.maxPayload()));
            command.add(Integer.toString(kind.weight()));
        }
        return figure(CompiledProgram.run(command));
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

    /** Removes its files. */
    @Override
    public void close() throws IOException {
        program.close();
    }
}
