package dev.parley.desktop.ui.stage;

import dev.parley.desktop.ui.control.RoundButton;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.text.Texts;
import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** Buttons to turn the pages of the stage. */
final class Pager extends HBox {
    private final Texts texts;
    private final Label where = new Label();
    private final RoundButton back;
    private final RoundButton on;
    private int page;

    Pager(Texts texts, IntConsumer onTurn) {
        super(4);
        this.texts = texts;
        setId("pager");
        setAlignment(Pos.CENTER);
        setVisible(false);
        back = new RoundButton("page-back", Drawing.LEFT, () -> onTurn.accept(page - 1))
                .styled("bare")
                .labelled(texts.bound("pager.back"));
        on = new RoundButton("page-on", Drawing.RIGHT, () -> onTurn.accept(page + 1))
                .styled("bare")
                .labelled(texts.bound("pager.on"));
        where.setId("page");
        where.getStyleClass().add("pager-where");
        where.setMinWidth(USE_PREF_SIZE);
        getChildren().addAll(back, where, on);
    }

    /** @param current from 0 */
    void show(int current, int pages) {
        page = current;
        setVisible(pages > 1);
        where.setText(texts.of("pager.where", texts.number(current + 1, 0), texts.number(pages, 0)));
        back.setDisable(current == 0);
        on.setDisable(current >= pages - 1);
    }
}
