package dev.parley.desktop.ui.control;

import javafx.beans.binding.Bindings;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** A text field with a label above and, when something is wrong with it, a sentence below. */
public final class LabelledField extends VBox {
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    private final TextField field;
    private final Label problem = new Label();

    /** @param id by which tests find the field; the sentence below has the id with {@code -problem} */
    public LabelledField(
            String id, TextField field, ObservableValue<String> label, ObservableValue<String> placeholder) {
        super(6);
        this.field = field;
        Label above = new Label();
        above.getStyleClass().add("field-label");
        above.textProperty().bind(label);
        above.setLabelFor(field);
        field.setId(id);
        field.promptTextProperty().bind(placeholder);
        field.accessibleTextProperty().bind(label);
        field.textProperty().addListener((text, before, now) -> clear());
        problem.setId(id + "-problem");
        problem.getStyleClass().add("problem");
        problem.setWrapText(true);
        problem.setMinHeight(USE_PREF_SIZE);
        problem.managedProperty().bind(problem.visibleProperty());
        problem.setVisible(false);
        field.accessibleHelpProperty()
                .bind(Bindings.when(problem.visibleProperty())
                        .then(problem.textProperty())
                        .otherwise(""));
        getChildren().addAll(above, field, problem);
    }

    /** What is typed. */
    public StringProperty text() {
        return field.textProperty();
    }

    /** Puts the cursor there. */
    public void focus() {
        field.requestFocus();
        field.end();
    }

    /** Shows what is wrong, until it is typed in again, and puts the cursor there. */
    public void complain(ObservableValue<String> sentence) {
        problem.textProperty().bind(sentence);
        problem.setVisible(true);
        field.pseudoClassStateChanged(WRONG, true);
        field.requestFocus();
        field.selectAll();
    }

    /** All is well. */
    public void clear() {
        problem.setVisible(false);
        field.pseudoClassStateChanged(WRONG, false);
    }
}
