package dev.parley.sfu.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sfu.stream.Continuity;
import dev.parley.sfu.stream.ReceivedLayers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What becomes of pictures of temporal layers, in tables. The first three rows are the published cases of mediasoup's
 * worker tests for VP8 ("process VP8 payload descriptor"), as sequences of pictures and what is to come of each.
 */
class TemporalLayersTest {
    /**
     * @param wanted the highest temporal layer wanted; {@code a>b}: a at first, b from the picture marked {@code *} on
     * @param pictures in order of arrival: sequence number, picture id, TL0PICIDX, temporal layer, {@code y} when in step with
     *     the lowest layer
     * @param outcome for each its sequence number and picture id as sent, or {@code -}
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0   | 1:0:0:0 3:2:1:1y 2:1:1:0                       | 1:0 - 2:1
            0   | 1:32767:0:0 2:0:1:0 3:1:1:1y                   | 1:32767 2:0 -
            0   | 2:1:0:0 3:2:1:0 1:0:0:1                        | 2:1 3:2 -
            2   | 1:5:1:0 2:6:1:2y 3:7:1:1y 4:8:1:2              | 1:5 2:6 3:7 4:8
            1   | 1:5:1:0 2:6:1:2y 3:7:1:1y 4:8:1:2 5:9:2:0      | 1:5 - 2:6 - 3:7
            0   | 1:5:1:0 2:6:1:2y 3:7:1:1y 4:8:1:2 5:9:2:0      | 1:5 - - - 2:6
            0>2 | 1:5:1:0 2:6:1:2y *3:7:1:1y 4:8:1:2 5:9:2:0     | 1:5 - 2:6 - 3:7
            0>2 | 1:5:1:0 *2:6:1:2y 3:7:1:1y 4:8:1:2y 5:9:2:0    | 1:5 - 2:6 3:7 4:8
            0>1 | 1:5:1:0 *2:6:1:1 3:7:2:0 4:8:2:1y              | 1:5 - 2:6 3:7
            2>0 | 1:5:1:0 *2:6:1:2y 3:7:1:1y 4:8:1:2 5:9:2:0     | 1:5 - - - 2:6
            1   | 1:5:1:0 2:6:1:2y 4:8:2:0 3:7:1:1y              | 1:5 - 3:7 2:6
            """)
    void picturesAreForwardedAndNumbered(String wanted, String pictures, String outcome) {
        ReceivedLayers received = new ReceivedLayers(1, 1);
        LayerSelection selection = new LayerSelection(received, 1);
        Continuity continuity = new Continuity(90_000, 1);
        String[] limits = wanted.split(">", -1);
        selection.prefer(0, Integer.parseInt(limits[0]));
        List<String> seen = new ArrayList<>();
        boolean begun = false;
        for (String each : pictures.trim().split(" +", -1)) {
            if (each.startsWith("*")) {
                selection.prefer(0, Integer.parseInt(limits[1]));
            }
            String[] parts = each.replace("*", "").split(":", -1);
            long sequence = Long.parseLong(parts[0]);
            int pictureId = Integer.parseInt(parts[1]);
            int tl0 = Integer.parseInt(parts[2]);
            boolean sync = parts[3].endsWith("y");
            int temporal = Integer.parseInt(parts[3].replace("y", ""));
            int timestamp = 3_000 * (int) sequence;
            if (!begun) {
                begun = true;
                continuity.restartAt(sequence, timestamp, pictureId, tl0, 0);
                selection.began(0);
            }
            seen.add(forward(selection, continuity, sequence, timestamp, pictureId, tl0, temporal, sync));
        }
        // Numbers begin with 1; the third row's first picture has the sequence number 2.
        long shift = Long.parseLong(pictures.trim().split(":", -1)[0]) - 1;
        List<String> expected = List.of(outcome.trim().split(" +", -1)).stream()
                .map(each -> each.equals("-")
                        ? each
                        : Long.parseLong(each.split(":", -1)[0]) - shift + ":" + each.split(":", -1)[1])
                .toList();
        assertThat(seen).isEqualTo(expected);
    }

    private static String forward(
            LayerSelection selection,
            Continuity continuity,
            long sequence,
            int timestamp,
            int pictureId,
            int tl0,
            int temporal,
            boolean sync) {
        if (!continuity.maps(sequence)) {
            return "-";
        }
        if (continuity.comesAfterAll(sequence) && !selection.forwards(temporal, true, sync)) {
            continuity.leaveOut(sequence, timestamp);
            return "-";
        }
        int number = continuity.sequence(sequence);
        int picture = continuity.pictureId(sequence, pictureId);
        assertThat(continuity.tl0(tl0)).isEqualTo(tl0);
        continuity.sent(sequence, number, continuity.timestamp(timestamp), picture, tl0, 0);
        return number + ":" + picture;
    }
}
