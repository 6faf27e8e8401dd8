package dev.parley.desktop.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WavTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        Path file = folder.resolve("a.wav");
        var samples = new short[150_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (i * 7);
        }
        try (var writer = new WavWriter(file)) {
            for (int i = 0; i < samples.length; i += 480) {
                writer.write(Arrays.copyOfRange(samples, i, i + 480), Math.min(480, samples.length - i));
            }
        }
        assertThat(WavReader.read(file)).isEqualTo(samples);
    }

    @Test
    void aFileWhoseWriterWasKilledHoldsWholeSeconds() throws IOException {
        Path file = folder.resolve("killed.wav");
        var writer = new WavWriter(file);
        for (int i = 0; i < 250; i++) { // 2.5 s
            var frame = new short[480];
            Arrays.fill(frame, (short) 1000);
            writer.write(frame, frame.length);
        }
        short[] read = WavReader.read(file); // before it is closed
        writer.close();
        assertThat(read).hasSize(96_000).containsOnly(1000);
        assertThat(WavReader.read(file)).hasSize(120_000);
    }

    @Test
    void ofStereoTheMeanIsHeard() throws IOException {
        ByteBuffer file = wav(1, 2, 48_000, 16, 8);
        file.putShort((short) 100)
                .putShort((short) 300)
                .putShort((short) -32768)
                .putShort((short) -32768);
        assertThat(WavReader.read(write(file))).containsExactly(200, -32768);
    }

    @ParameterizedTest
    @CsvSource({
        "3, 1, 48000, 32, format 3",
        "1, 1, 44100, 16, 44100 Hz",
        "1, 6, 48000, 16, 6 channels",
        "1, 0, 48000, 16, 0 channels",
        "1, 1, 48000, 8, 8 bit",
    })
    void anotherFormatIsRefusedByName(int tag, int channels, int rate, int bits, String said) throws IOException {
        Path file = write(wav(tag, channels, rate, bits, 8).putLong(1));
        assertThatThrownBy(() -> WavReader.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(said)
                .hasMessageContaining("48000 Hz");
    }

    @Test
    void whatIsNoWavFileIsRefusedWithAReason() throws IOException {
        assertRefused(ByteBuffer.allocate(0), "not a WAV file");
        assertRefused(ByteBuffer.wrap("an ordinary text".getBytes(StandardCharsets.UTF_8)), "not a WAV file");
        assertRefused(wav(1, 1, 48_000, 16, 0), "empty");
        ByteBuffer noData = wav(1, 1, 48_000, 16, 8);
        noData.position(36);
        assertRefused(noData, "no data chunk");
        ByteBuffer cut = wav(1, 1, 48_000, 16, 8);
        cut.position(30);
        assertRefused(cut, "cut off");
    }

    @Test
    void nothingRandomThrowsAnythingElse() throws IOException {
        var random = new Random(5);
        for (int i = 0; i < 3000; i++) {
            ByteBuffer file = wav(1, 1 + i % 2, 48_000, 16, random.nextInt(100)).putLong(1);
            for (int k = 0; k < 4; k++) {
                file.put(random.nextInt(file.position()), (byte) random.nextInt());
            }
            file.position(random.nextInt(file.position() + 1));
            Path path = write(file);
            try {
                assertThat(WavReader.read(path)).isNotEmpty();
            } catch (IOException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void theMicrophoneSaysWhichFileItCannotPlay() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.txt"), "hello, hello");
        assertThatThrownBy(() -> Microphones.open("file:" + text))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("notes.txt")
                .hasMessageContaining("not a WAV file");
        assertThatThrownBy(() -> Microphones.open("file:" + folder.resolve("gone.wav")))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("no such file");
        assertThatThrownBy(() -> Microphones.open("tone:loud"))
                .isInstanceOf(DeviceException.class)
                .hasMessageContaining("Hz");
    }

    private void assertRefused(ByteBuffer content, String why) throws IOException {
        Path file = write(content.position() == 0 ? content.position(content.limit()) : content);
        assertThatThrownBy(() -> WavReader.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(why);
    }

    private Path write(ByteBuffer content) throws IOException {
        var bytes = new byte[content.position()];
        content.get(0, bytes);
        return Files.write(folder.resolve("it.wav"), bytes);
    }

    private static ByteBuffer wav(int tag, int channels, int rate, int bits, int dataBytes) {
        ByteBuffer file = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + dataBytes);
        file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        file.putShort((short) tag).putShort((short) channels).putInt(rate).putInt(rate * channels * bits / 8);
        file.putShort((short) (channels * bits / 8)).putShort((short) bits);
        return file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(dataBytes);
    }
}
