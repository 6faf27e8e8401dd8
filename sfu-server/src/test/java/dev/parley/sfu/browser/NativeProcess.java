package dev.parley.sfu.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How our desktop client is started as a process of its own. */
final class NativeProcess {
    static final Path BUILT =
            Path.of("..", "desktop-client", "target").toAbsolutePath().normalize();

    /** What the packages and the script start it with. */
    static final List<String> AS_SHIPPED = List.of("@"
            + Path.of("..", "installers", "desktop", "java-options")
                    .toAbsolutePath()
                    .normalize());

    private NativeProcess() {}

    /** People that only send what is to be looked at elsewhere, named Bot 1 and on. */
    static ProcessBuilder bots(int count, String link, String camera) {
        return command(
                BuiltProgram.SHORT_LIVED,
                List.of(
                        link,
                        "--headless",
                        "--bots",
                        Integer.toString(count),
                        "--name",
                        "Bot",
                        "--camera",
                        camera,
                        "--microphone",
                        "tone",
                        "--speaker",
                        "null",
                        "--receive",
                        "none"));
    }

    /** The real window on an X display, which joins by itself. */
    static ProcessBuilder window(
            List<String> flags, String display, Path preferences, String link, String name, String camera) {
        List<String> all = new ArrayList<>(flags);
        all.add("-Dprism.order=sw");
        ProcessBuilder window = command(
                all,
                List.of(
                        link,
                        "--join",
                        "--name",
                        name,
                        "--camera",
                        camera,
                        "--microphone",
                        "tone",
                        "--speaker",
                        "null"));
        window.environment().put("DISPLAY", display);
        window.environment().put("XDG_CONFIG_HOME", preferences.toString());
        window.environment().put("XDG_RUNTIME_DIR", preferences.toString());
        return window;
    }

    /** The client with these flags of the virtual machine and these options. */
    static ProcessBuilder command(List<String> flags, List<String> options) {
        Path jar = BUILT.resolve("desktop-client.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(
                    jar + " is missing: build the desktop client first (./parley desktop --help)");
        }
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(flags);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                jar + ":" + BUILT.resolve("lib") + "/*",
                "dev.parley.desktop.Launcher"));
        command.addAll(options);
        return new ProcessBuilder(command);
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
