package dev.parley.desktop.ui.meeting;

import dev.parley.desktop.ui.control.Buttons;
import dev.parley.desktop.ui.control.Shell;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.look.Icon;
import dev.parley.desktop.ui.text.Texts;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

/**
 * A line of a menu.
 *
 * @param id by which tests find it
 * @param words the key of what it says
 * @param danger whether it does harm
 */
public record MenuRow(String id, Drawing drawing, String words, boolean danger, Runnable act) {
    /** One that does no harm. */
    public MenuRow(String id, Drawing drawing, String words, Runnable act) {
        this(id, drawing, words, false, act);
    }

    /** Lines that close the dialog in which they are and do something. */
    public static VBox nodes(Shell shell, Texts texts, List<MenuRow> rows) {
        VBox all = new VBox(2);
        all.setPadding(new Insets(0, 0, 0, -PeoplePanel.OVERHANG));
        for (MenuRow row : rows) {
            Button button = new Button();
            button.setId(row.id());
            button.getStyleClass().setAll("menu-row");
            if (row.danger()) {
                button.getStyleClass().add("menu-danger");
            }
            button.setGraphic(new Icon(row.drawing(), 22));
            button.setGraphicTextGap(12);
            button.setAlignment(Pos.CENTER_LEFT);
            button.setMaxWidth(Double.MAX_VALUE);
            button.textProperty().bind(texts.bound(row.words()));
            button.accessibleTextProperty().bind(texts.bound(row.words()));
            button.setOnAction(press -> {
                shell.closeDialog();
                row.act().run();
            });
            Buttons.pressOnEnter(button);
            all.getChildren().add(button);
        }
        return all;
    }
}
