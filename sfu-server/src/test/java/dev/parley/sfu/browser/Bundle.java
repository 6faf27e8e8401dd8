package dev.parley.sfu.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Scripts of the tests' own pages, bundled with the libraries of the web client. */
final class Bundle {
    private Bundle() {}

    /**
     * A bundled script, made anew when its source or the libraries may have changed: it takes 50 ms.
     *
     * @param name of a resource of the tests under {@code /browser/}
     */
    static String of(String name) {
        Path modules = Path.of("src/main/web/node_modules").toAbsolutePath();
        Path esbuild = modules.resolve(".bin/esbuild");
        if (!Files.isExecutable(esbuild)) {
            throw new IllegalStateException("esbuild is missing at " + esbuild + ": run npm ci in src/main/web");
        }
        Path source = Path.of("src/test/resources/browser").resolve(name).toAbsolutePath();
        Path bundle = Evidence.made().resolve(String.valueOf(source.getFileName()));
        var builder = new ProcessBuilder(
                        esbuild.toString(),
                        source.toString(),
                        "--bundle",
                        "--format=esm",
                        "--outfile=" + bundle,
                        "--log-level=warning")
                .redirectErrorStream(true);
        builder.environment().put("NODE_PATH", modules.toString());
        try {
            Process process = builder.start();
            String output;
            try (Stream<String> lines = process.inputReader().lines()) {
                output = String.join("\n", lines.toList());
            }
            if (process.waitFor() != 0) {
                throw new IllegalStateException("esbuild: " + output);
            }
            return Files.readString(bundle);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while bundling", e);
        }
    }
}
