package dev.parley.protocol.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Whether native code may be called is said when a virtual machine is started, so each case has one of its own. */
class DeniedNativeAccessTest {
    @Test
    void whereNativeCodeIsDeniedTheCipherIsTheJdks() throws Exception {
        assertThat(bestOfVirtualMachine("--illegal-native-access=deny")).isEqualTo("JDK");
    }

    @Test
    void whereItIsAllowedTheCipherIsThatOfThisVirtualMachine() throws Exception {
        assertThat(bestOfVirtualMachine("--enable-native-access=ALL-UNNAMED"))
                .isEqualTo(SrtpCiphers.best().name());
    }

    private static String bestOfVirtualMachine(String option) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java, option, "-cp", System.getProperty("java.class.path"), BestCipher.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }

    /** Says which it would take. */
    static final class BestCipher {
        private BestCipher() {}

        public static void main(String[] arguments) {
            System.out.println(SrtpCiphers.best());
        }
    }
}
