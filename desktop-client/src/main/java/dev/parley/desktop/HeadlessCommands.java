package dev.parley.desktop;

import dev.parley.desktop.call.LocalMedia;
import dev.parley.desktop.capture.Screens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What can be typed to a client without a window: {@code camera on|off}, {@code microphone on|off}, {@code use
 * camera|microphone|speaker NAME}, {@code share NAME}, {@code share off}, {@code freeze on|off}, {@code rejoin}, {@code
 * leave}.
 */
final class HeadlessCommands {
    private static final String SHARE = "share ";

    private final LocalMedia own;
    private final Runnable leave;
    private final Runnable rejoin;
    private final Predicate<String> more;
    private final PrintWriter err;

    /** @param more obeys other lines, or says that it cannot */
    HeadlessCommands(LocalMedia own, Runnable leave, Runnable rejoin, Predicate<String> more, PrintWriter err) {
        this.own = own;
        this.leave = leave;
        this.rejoin = rejoin;
        this.more = more;
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
            case "share off" -> own.screen().stop();
            case "freeze on" -> own.screen().freeze(true);
            case "freeze off" -> own.screen().freeze(false);
            case "leave" -> leave.run();
            case "rejoin" -> rejoin.run();
            default -> {
                if (command.startsWith(SHARE) && Screens.isName(command.substring(SHARE.length()))) {
                    own.screen().share(command.substring(SHARE.length()));
                    return;
                }
                if (use(command) || more.test(command)) {
                    return;
                }
                err.println("parley: \"" + command + "\" is none of: camera on, camera off, microphone on,"
                        + " microphone off, use camera|microphone|speaker NAME, share all|screen:1|test-pattern|off,"
                        + " freeze on, freeze off, rejoin, leave, say, tell, hand, react, mute, mute-all, stop-video,"
                        + " spotlight, remove, ban, admit, deny, lock, lobby, role, end");
            }
        }
    }

    /** Takes another device at once, as the person in a window does in the settings. */
    private boolean use(String command) {
        String[] words = command.split(" ", 3);
        if (words.length < 3 || !words[0].equals("use")) {
            return false;
        }
        Optional<LocalMedia.Device> device = Arrays.stream(LocalMedia.Device.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(words[1]))
                .findFirst();
        device.ifPresent(each -> own.choose(each, words[2]));
        return device.isPresent();
    }
}
