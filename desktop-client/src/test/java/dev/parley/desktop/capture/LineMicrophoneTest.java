package dev.parley.desktop.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.desktop.capture.DeviceException.Reason;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;
import org.junit.jupiter.api.Test;

class LineMicrophoneTest {
    @Test
    void aLineThatGivesLessIsUnplugged() throws DeviceException {
        var left = new AtomicInteger(3);
        TargetDataLine line = line(TargetDataLine.class, left);
        var microphone = new LineMicrophone("fake", line);
        var frame = new short[480];
        for (int i = 0; i < 3; i++) {
            assertThat(microphone.read(frame)).isLessThanOrEqualTo(System.nanoTime() - 10_000_000);
        }
        assertThatThrownBy(() -> microphone.read(frame))
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNPLUGGED));
        microphone.close();
    }

    @Test
    void aLineThatTakesLessIsUnplugged() throws DeviceException {
        var left = new AtomicInteger(3);
        SourceDataLine line = line(SourceDataLine.class, left);
        var speaker = new LineSpeaker("fake", line);
        for (int i = 0; i < 3; i++) {
            speaker.write(new short[480]);
        }
        assertThatThrownBy(() -> speaker.write(new short[480]))
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNPLUGGED));
        speaker.close();
    }

    /** Works so many times, and then is gone. */
    private static <L> L line(Class<L> type, AtomicInteger left) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "read", "write" -> left.getAndDecrement() > 0 ? arguments[2] : (Object) 0;
                    case "available", "getBufferSize" -> 0;
                    default -> null;
                }));
    }
}
