package dev.parley.desktop.ui.call;

import dev.parley.desktop.call.CallState;
import dev.parley.desktop.ui.control.Buttons;
import dev.parley.desktop.ui.text.Texts;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.FadeTransition;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/** A line across the call that says that the connection is lost, and when it is back. */
final class ConnectionBanner extends HBox {
    private static final Duration BACK_SHOWN = Duration.seconds(3);
    private static final PseudoClass GOOD = PseudoClass.getPseudoClass("good");

    private final Texts texts;
    private final Label text = new Label();
    private final Button retry;
    private final PauseTransition hide = new PauseTransition(BACK_SHOWN);
    private final FadeTransition breath;

    ConnectionBanner(Texts texts, Runnable onRetry) {
        super(12);
        this.texts = texts;
        setId("connection-banner");
        getStyleClass().add("banner");
        setAlignment(Pos.CENTER_LEFT);
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        setAccessibleRole(AccessibleRole.TEXT);
        Region dot = new Region();
        dot.getStyleClass().add("banner-dot");
        dot.setMinSize(10, 10);
        dot.setMaxSize(10, 10);
        text.setWrapText(true);
        text.setMinHeight(USE_PREF_SIZE);
        retry = Buttons.text("retry", Buttons.Kind.TINTED, texts.bound("banner.retry"), onRetry);
        retry.setMinWidth(USE_PREF_SIZE);
        retry.managedProperty().bind(retry.visibleProperty());
        getChildren().addAll(dot, text, retry);
        managedProperty().bind(visibleProperty());
        accessibleTextProperty().bind(text.textProperty());
        setVisible(false);
        hide.setOnFinished(over -> setVisible(false));
        breath = new FadeTransition(Duration.millis(700), dot);
        breath.setFromValue(1);
        breath.setToValue(0.25);
        breath.setAutoReverse(true);
        breath.setCycleCount(Animation.INDEFINITE);
    }

    void show(CallState state) {
        hide.stop();
        Optional<BannerText> said = BannerText.of(state);
        setVisible(said.isPresent());
        boolean trouble = said.isPresent() && !said.get().good();
        if (trouble) {
            breath.play();
        } else {
            breath.stop();
            breath.getNode().setOpacity(1);
        }
        if (said.isPresent()) {
            BannerText banner = said.get();
            pseudoClassStateChanged(GOOD, banner.good());
            text.textProperty().bind(texts.bound(banner.sentence()));
            retry.setVisible(banner.retry());
            if (banner.good()) {
                hide.playFromStart();
            }
        }
    }

    void close() {
        hide.stop();
        breath.stop();
    }
}
