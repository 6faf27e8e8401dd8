package dev.parley.protocol.signaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The TypeScript types of the browser client are those of the records. After a change of a record write them anew:
 * {@code ./mvnw -pl shared-protocol test -Dtest=TypeScriptTest -Dparley.typescript=write}.
 */
class TypeScriptTest {
    private static final Path PROTOCOL = Path.of("../sfu-server/src/main/web/generated/protocol.ts");

    @Test
    void theTypesOfTheBrowserClientAreThoseOfTheRecords() throws IOException {
        String types = TypeScript.ofAllMessages();
        if ("write".equals(System.getProperty("parley.typescript"))) {
            Files.createDirectories(PROTOCOL.getParent());
            Files.writeString(PROTOCOL, types);
        }
        assertThat(PROTOCOL).hasContent(types);
    }
}
