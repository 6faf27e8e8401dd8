package dev.parley.sfu.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sfu.bench.FigureTable.Column;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FigureTableTest {
    private final StringWriter text = new StringWriter();
    private final FigureTable table = new FigureTable(
            new PrintWriter(text),
            "Speed",
            "what",
            List.of(new Column("perSecond", "rate [1/s]", "%,.0f"), new Column("lost", "lost [packets]", "%d")));

    @Test
    void figuresStandUnderTheirHeadings() {
        table.row("one", Map.of("perSecond", 12345.6, "lost", 0));

        assertThat(text.toString().lines())
                .containsExactly(
                        "",
                        "Speed",
                        "what                        rate [1/s]  lost [packets]",
                        "one                             12,346               0");
    }

    @Test
    void aFigureThatIsMissingIsADash() {
        table.row("one", Map.of("lost", 3));

        assertThat(text.toString()).endsWith("         -               3" + System.lineSeparator());
        assertThat(table.rows()).containsExactly(Map.of("what", "one", "lost", 3));
    }

    @Test
    void theJsonHasFourDecimalsAndTheRemark() {
        table.row("one", Map.of("perSecond", 1.23456789));
        table.remark("3 packets lost");

        assertThat(table.rows())
                .containsExactly(Map.of("what", "one", "perSecond", 1.2346, "remark", "3 packets lost"));
    }
}
