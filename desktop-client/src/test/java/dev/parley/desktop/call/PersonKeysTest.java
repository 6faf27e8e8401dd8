package dev.parley.desktop.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersonKeysTest {
    private static final URI HERE = URI.create("https://meet.example.org");
    private static final URI THERE = URI.create("https://other.example.org");

    @TempDir
    private Path folder;

    @Test
    void aServerKnowsThePersonAgainAndNoOtherServerCouldTell() {
        Path file = folder.resolve("parley").resolve("person");
        String first = PersonKeys.of(file).forServer(HERE);
        assertThat(first).matches("\\p{Graph}{22,128}");
        assertThat(PersonKeys.of(file).forServer(HERE)).isEqualTo(first);
        assertThat(PersonKeys.of(file).forServer(THERE)).isNotEqualTo(first);
        assertThat(PersonKeys.passing().forServer(HERE)).isNotEqualTo(first);
    }

    @Test
    void nobodyElseOnTheMachineReadsTheSecret() throws IOException {
        Path file = folder.resolve("person");
        PersonKeys.of(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(Files.getPosixFilePermissions(file)).hasToString("[OWNER_READ, OWNER_WRITE]");
        }
    }

    @Test
    void aDamagedFileIsLeftAlone() throws IOException {
        Path file = folder.resolve("person");
        Files.writeString(file, "not a secret");
        assertThat(PersonKeys.of(file).forServer(HERE)).matches("\\p{Graph}{22,128}");
        assertThat(file).hasContent("not a secret");
    }
}
