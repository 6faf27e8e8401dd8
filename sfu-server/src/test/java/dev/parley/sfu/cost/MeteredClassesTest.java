package dev.parley.sfu.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sfu.cost.CopyMeter.Counts;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No way to copy a payload escapes the meter. */
class MeteredClassesTest {
    private static final int LENGTH = 1_100;

    private static Counts counted(String way, String thread) throws Exception {
        Object copies = new MeteredClasses()
                .loadClass(WaysToCopy.class.getName())
                .getConstructor(String.class, int.class)
                .newInstance(way, LENGTH);
        Thread worker = new Thread((Runnable) copies, thread);
        CopyMeter.begin();
        worker.start();
        worker.join();
        return CopyMeter.end();
    }

    private static Counts counted(String way) throws Exception {
        return counted(way, "worker-0-1");
    }

    @Test
    void wholePayloadsAreCountedHoweverTheyAreMoved() throws Exception {
        for (String way : new String[] {"arraycopy", "segment", "clone", "copyOf", "byteBuf"}) {
            assertThat(counted(way).copies()).as(way).isEqualTo(Map.of("WaysToCopy", 1L));
        }
    }

    @Test
    void aLoopIsSeenByWhatItWrites() throws Exception {
        assertThat(counted("loop").single()).isEqualTo(LENGTH);
        assertThat(counted("words").single()).isEqualTo(LENGTH / Long.BYTES * Long.BYTES);
        assertThat(counted("native").single()).isEqualTo(LENGTH);
    }

    @Test
    void whatTheMeterDoesNotKnowIsNamed() throws Exception {
        assertThat(counted("byteBuffer").unknown()).containsKey("ByteBuffer.put by WaysToCopy");
    }

    @Test
    void otherThreadsDoNotCount() throws Exception {
        assertThat(counted("arraycopy", "control").copies()).isEmpty();
    }
}
