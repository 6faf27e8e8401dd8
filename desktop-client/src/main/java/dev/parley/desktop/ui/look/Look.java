package dev.parley.desktop.ui.look;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import atlantafx.base.theme.Theme;
import dev.parley.desktop.ui.preferences.Appearance;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.text.Font;

/** Dresses the scene: Primer of AtlantaFX below, Parley's own colours above, light or dark as wanted or as the system is. */
public final class Look implements AutoCloseable {
    // The web client's list; JavaFX takes only one family, so the first that is there.
    private static final List<String> FAMILIES =
            List.of("Inter", "Segoe UI", "Roboto", "Helvetica Neue", "Noto Sans", "Liberation Sans", "Arial");

    private final Scene scene;
    private final String letters = letters();
    private final ChangeListener<ColorScheme> onSystem = (scheme, before, now) -> dress();
    private Appearance wanted;

    public Look(Scene scene, Appearance wanted) {
        this.scene = scene;
        this.wanted = wanted;
        Platform.getPreferences().colorSchemeProperty().addListener(onSystem);
        dress();
    }

    /** Wears this from now on. */
    public void wear(Appearance next) {
        wanted = next;
        dress();
    }

    /** The program's picture, in the sizes in which window managers show it. */
    public List<Image> icons() {
        return Stream.of("parley-16.png", "parley-32.png", "parley-64.png")
                .map(name -> new Image(resource(name)))
                .toList();
    }

    /** Whether it is dark now. */
    public boolean dark() {
        return switch (wanted) {
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
            case LIGHT -> false;
            case DARK -> true;
        };
    }

    @Override
    public void close() {
        Platform.getPreferences().colorSchemeProperty().removeListener(onSystem);
    }

    private void dress() {
        Theme theme = dark() ? new PrimerDark() : new PrimerLight();
        Application.setUserAgentStylesheet(theme.getUserAgentStylesheet());
        scene.getStylesheets()
                .setAll(
                        letters,
                        resource(dark() ? "dark.css" : "light.css"),
                        resource("controls.css"),
                        resource("windows.css"));
    }

    private static String letters() {
        List<String> there = Font.getFamilies();
        String family = FAMILIES.stream().filter(there::contains).findFirst().orElse("System");
        String css = ".root { -fx-font-family: \"" + family + "\"; }";
        return "data:text/css;base64," + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
    }

    private static String resource(String name) {
        URL url = Look.class.getResource(name);
        return Objects.requireNonNull(url, name).toExternalForm();
    }
}
