package dev.parley.sfu.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sfu.access.JoinTokens;
import dev.parley.sfu.access.TokenSecret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An administrator has the server look at itself, in the browser. */
final class AdminPageIT {
    private static final Path SECRET = secret();

    @RegisterExtension
    static final RunningServer server = RunningServer.with("--token-secret-file", SECRET.toString());

    @RegisterExtension
    static final Chromium chromium = Chromium.withFakeDevices();

    private static Path secret() {
        try {
            Path file = Files.createTempFile("secret", "");
            file.toFile().deleteOnExit();
            return Files.writeString(file, "0123456789abcdef0123456789abcdef");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String textOf(BrowserPage page, String testId) {
        return page.evaluate("document.querySelector('[data-testid=" + testId + "]').textContent")
                .asText();
    }

    @Test
    void theLinkOfAnAdminShowsWhatTheDoctorFinds() {
        String token = new JoinTokens(TokenSecret.read(SECRET), InstantSource.system())
                .signAdmin(Instant.now().plus(Duration.ofMinutes(10)));
        BrowserPage page = chromium.newPage("Admin");
        page.open(server.root() + "admin#token=" + token);
        page.click("examine");
        Waits.until(
                "the server has looked at itself",
                () -> textOf(page, "examination-status").contains("All is well"));
        assertThat(textOf(page, "findings")).contains("media over UDP by ", "media over TCP by ", "clock: ");
    }

    @Test
    void anotherTokenIsRefusedInWords() {
        BrowserPage page = chromium.newPage("Stranger");
        page.open(server.root() + "admin");
        page.fill("admin-token", "no-token");
        page.click("examine");
        Waits.until(
                "the token is refused", () -> textOf(page, "examination-status").contains("does not open this page"));
    }
}
