package dev.parley.desktop.ui.control;

import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;

/** A text field that takes a limited number of characters; more are cut off. */
public class LimitedField extends TextField {
    /** @param most UTF-16 units */
    public LimitedField(int most) {
        setTextFormatter(new TextFormatter<>(change -> {
            int over = change.getControlNewText().length() - most;
            if (over > 0 && change.isAdded()) {
                String added = change.getText();
                change.setText(added.substring(0, Math.max(0, added.length() - over)));
                int end = change.getRangeStart() + change.getText().length();
                change.selectRange(end, end);
            }
            return change;
        }));
    }
}
