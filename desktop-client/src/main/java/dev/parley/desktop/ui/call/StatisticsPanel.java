package dev.parley.desktop.ui.call;

import dev.parley.desktop.call.Call;
import dev.parley.desktop.call.Participant;
import dev.parley.desktop.ui.text.Texts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** How the call goes, in figures, above the pictures; read anew each second while it is shown. */
final class StatisticsPanel extends VBox {
    private static final Duration EVERY = Duration.seconds(1);
    private static final double KILO = 1_000;

    private final Call call;
    private final List<PersonTile> people;
    private final Texts texts;
    private final GridPane own = new GridPane(16, 4);
    private final GridPane others = new GridPane(12, 4);
    private final Timeline timeline = new Timeline(new KeyFrame(EVERY, tick -> refresh()));

    /** @param people the others, as they are at any moment */
    StatisticsPanel(Call call, List<PersonTile> people, Texts texts) {
        super(10);
        this.call = call;
        this.people = people;
        this.texts = texts;
        setId("statistics");
        getStyleClass().add("statistics");
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        Label title = new Label();
        title.getStyleClass().add("statistics-title");
        title.textProperty().bind(texts.bound("statistics.title"));
        ColumnConstraints named = new ColumnConstraints();
        named.setMaxWidth(150);
        others.getColumnConstraints().add(named);
        for (int column = 1; column < 7; column++) {
            ColumnConstraints number = new ColumnConstraints();
            number.setHalignment(HPos.RIGHT);
            others.getColumnConstraints().add(number);
        }
        ScrollPane scroll = new ScrollPane(new VBox(12, own, others));
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        VBox.setVgrow(scroll, Priority.SOMETIMES);
        getChildren().addAll(title, scroll);
        timeline.setCycleCount(Animation.INDEFINITE);
        managedProperty().bind(visibleProperty());
        setVisible(false);
    }

    void toggle() {
        setVisible(!isVisible());
        if (isVisible()) {
            refresh();
            timeline.play();
        } else {
            timeline.stop();
        }
    }

    void close() {
        timeline.stop();
    }

    private void refresh() {
        showOwn(call.figures());
        others.getChildren().clear();
        if (people.isEmpty()) {
            return;
        }
        addRow(
                0,
                "statistics-head",
                texts.of("statistics.person"),
                texts.of("statistics.size"),
                texts.of("statistics.layer"),
                texts.of("statistics.frames"),
                texts.of("statistics.bits"),
                texts.of("statistics.loss"),
                texts.of("statistics.wait"));
        int row = 1;
        for (PersonTile tile : people) {
            showPerson(row++, tile.personName(), tile.person());
        }
    }

    private void showOwn(Call.Figures figures) {
        own.getChildren().clear();
        String picture = figures.width() == 0
                ? texts.of("statistics.nothing")
                : texts.of(
                        "statistics.picture",
                        Integer.toString(figures.width()),
                        Integer.toString(figures.height()),
                        texts.number(figures.framesPerSecond(), 0));
        addOwn(0, "statistics.codec", figures.videoCodec());
        addOwn(1, "statistics.size", picture);
        if (figures.sizes().size() > 1) {
            String sizes = figures.sizes().stream().map(this::size).collect(Collectors.joining("\n"));
            addOwn(2, "statistics.sizes", sizes);
        }
        addOwn(
                3,
                "statistics.sent",
                texts.of(
                        "statistics.of-rate",
                        kilobits(figures.bitsPerSecond()),
                        kilobits(figures.availableBitsPerSecond())));
        addOwn(4, "statistics.limits", figures.limit().map(this::limit).orElse(""));
        addOwn(
                5,
                "statistics.rtt",
                figures.rttMillis() == 0 ? "" : texts.of("statistics.millis", texts.number(figures.rttMillis(), 0)));
        addOwn(6, "statistics.path", figures.path());
        addOwn(7, "statistics.encryption", figures.encryption());
    }

    private String limit(Call.Limit limit) {
        return texts.of(
                switch (limit) {
                    case NOTHING -> "statistics.limit.nothing";
                    case LINE -> "statistics.limit.line";
                    case DATA -> "statistics.limit.data";
                    case MACHINE -> "statistics.limit.machine";
                });
    }

    private String size(Call.Size size) {
        return texts.of(
                "statistics.size-rate",
                Integer.toString(size.width()),
                Integer.toString(size.height()),
                texts.number(size.framesPerSecond(), 0),
                kilobits(size.targetBitsPerSecond()));
    }

    private void addOwn(int row, String key, String value) {
        Label name = new Label(texts.of(key));
        name.getStyleClass().add("statistics-head");
        name.setMinWidth(USE_PREF_SIZE);
        GridPane.setValignment(name, VPos.TOP);
        Label said = new Label(value.isEmpty() ? texts.of("statistics.nothing") : value);
        said.setWrapText(true);
        own.addRow(row, name, said);
    }

    private void showPerson(int row, String name, Participant person) {
        Optional<Participant.Figures> received = person.figures();
        if (received.isEmpty()) {
            addRow(row, "statistics-row", name, texts.of("statistics.nothing"));
            return;
        }
        Participant.Figures figures = received.get();
        addRow(
                row,
                "statistics-row",
                name,
                figures.width() == 0 ? texts.of("statistics.nothing") : figures.width() + "×" + figures.height(),
                person.layers().map(StatisticsPanel::layer).orElseGet(() -> texts.of("statistics.nothing")),
                texts.number(figures.framesPerSecond(), 0),
                kilobits(figures.bitsPerSecond()),
                texts.of("statistics.percent", texts.number(figures.lossShare() * 100, 1)),
                texts.of("statistics.millis", texts.number(figures.jitterBufferMillis(), 0)));
    }

    /** As people count: from one. */
    private static String layer(Participant.Layers layers) {
        return (layers.spatial() + 1) + "." + (layers.temporal() + 1);
    }

    private void addRow(int row, String styleClass, String... cells) {
        for (int column = 0; column < cells.length; column++) {
            Label label = new Label(cells[column]);
            label.getStyleClass().add(styleClass);
            if (column > 0) {
                label.setMinWidth(USE_PREF_SIZE);
            }
            others.add(label, column, row);
        }
    }

    private String kilobits(long bitsPerSecond) {
        return texts.number(bitsPerSecond / KILO, 0);
    }
}
