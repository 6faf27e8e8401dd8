package dev.parley.desktop;

import dev.parley.desktop.call.LocalMedia;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/** What can be typed to a client without a window: {@code camera on|off}, {@code microphone on|off}, {@code rejoin}, {@code leave}. */
final class HeadlessCommands {
    private final LocalMedia own;
    private final Runnable leave;
    private final Runnable rejoin;
    private final PrintWriter err;

    HeadlessCommands(LocalMedia own, Runnable leave, Runnable rejoin, PrintWriter err) {
        this.own = own;
        this.leave = leave;
        this.rejoin = rejoin;
        this.err = err;
    }

    /** Listens from now on, on a thread of its own; the end of the input is nothing to leave for. */
    void start() {
        Thread.ofPlatform().name("commands").daemon().start(this::listen);
    }

    private void listen() {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                obey(line.strip());
            }
        } catch (IOException e) {
            err.println("parley: no commands are taken any more: " + e.getMessage());
        }
    }

    private void obey(String command) {
        switch (command) {
            case "" -> {
                // An empty line asks for nothing.
            }
            case "camera on" -> own.turn(LocalMedia.Device.CAMERA, true);
            case "camera off" -> own.turn(LocalMedia.Device.CAMERA, false);
            case "microphone on" -> own.turn(LocalMedia.Device.MICROPHONE, true);
            case "microphone off" -> own.turn(LocalMedia.Device.MICROPHONE, false);
            case "leave" -> leave.run();
            case "rejoin" -> rejoin.run();
            default ->
                err.println("parley: \"" + command + "\" is none of: camera on, camera off, microphone on,"
                        + " microphone off, rejoin, leave");
        }
    }
}
