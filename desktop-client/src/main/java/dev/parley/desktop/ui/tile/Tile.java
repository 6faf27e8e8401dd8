package dev.parley.desktop.ui.tile;

import dev.parley.desktop.picture.FrameSink;
import dev.parley.desktop.ui.look.Drawing;
import dev.parley.desktop.ui.look.Icon;
import dev.parley.desktop.ui.picture.PictureTicks;
import dev.parley.desktop.ui.picture.PictureView;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

/** One person: picture or initials, name, muted mark, speaking ring. */
public class Tile extends Region {
    private static final int HUES = 8; // in the style sheet
    private static final double RADIUS = 12; // logical pixels, as in the style sheet
    private static final double COMPACT_WIDTH = 180; // below, the name is written smaller
    private static final double LOW_HEIGHT = 110; // below, the initials make room for the name
    private static final double REACTION = 40; // the drawing
    private static final Duration REACTION_SHOWN = Duration.seconds(4);
    private static final PseudoClass COMPACT = PseudoClass.getPseudoClass("compact");
    private static final PseudoClass FILLED = PseudoClass.getPseudoClass("filled");

    private final Label initials = new Label();
    private final PictureView picture;
    private final Label name = new Label();
    private final Icon mutedMark = new Icon(Drawing.MICROPHONE_OFF, 16);
    private final Label handMark = new Label("", new Icon(Drawing.HAND, 16));
    private final Icon spareMark = new Icon(Drawing.LEAF, 16);
    private final Icon badMark = new Icon(Drawing.SIGNAL_FAIR, 16);
    private final HBox label = new HBox(6, handMark, mutedMark, name, spareMark, badMark);
    private final StackPane reaction = new StackPane();
    private final PauseTransition reactionOver = new PauseTransition(REACTION_SHOWN);
    private final Region backdrop = new Region();
    private final Ring ring = new Ring("speaking", 0, 4, RADIUS);
    private final Ring focusRing = new Ring("focus", 4, 3, RADIUS + 4);
    private int hue = -1;

    public Tile(PictureTicks ticks, boolean mirrored) {
        getStyleClass().add("tile");
        picture = new PictureView(ticks, RADIUS);
        picture.mirrored(mirrored);
        initials.getStyleClass().add("avatar");
        initials.setAlignment(Pos.CENTER);
        initials.visibleProperty().bind(picture.hasPicture().not());
        mutedMark.getStyleClass().add("tile-muted");
        mutedMark.managedProperty().bind(mutedMark.visibleProperty());
        handMark.getStyleClass().add("tile-hand");
        handMark.setMinWidth(USE_PREF_SIZE);
        handMark.managedProperty().bind(handMark.visibleProperty());
        handMark.setVisible(false);
        reaction.getStyleClass().add("tile-reaction");
        reaction.setMouseTransparent(true);
        reaction.setVisible(false);
        reactionOver.setOnFinished(over -> reaction.setVisible(false));
        for (Icon mark : new Icon[] {spareMark, badMark}) {
            mark.managedProperty().bind(mark.visibleProperty());
            mark.setVisible(false);
        }
        name.getStyleClass().add("tile-name");
        name.setMinWidth(0);
        label.getStyleClass().add("tile-label");
        label.setAlignment(Pos.CENTER_LEFT);
        label.setMouseTransparent(true);
        // A shadow is costly to draw: once, and not with every picture.
        backdrop.getStyleClass().add("tile-backdrop");
        backdrop.setMouseTransparent(true);
        backdrop.setCache(true);
        picture.filled().subscribe(filled -> pseudoClassStateChanged(FILLED, filled));
        ring.setVisible(false);
        focusRing.visibleProperty().bind(focusedProperty());
        for (Node part : new Node[] {backdrop, initials, picture, label, ring, focusRing, reaction}) {
            part.setManaged(false);
        }
        getChildren().addAll(backdrop, initials, picture, ring, focusRing, label, reaction);
        setAccessibleRole(AccessibleRole.NODE);
    }

    /** Who it is. The words for screen readers say everything that is seen. */
    public void show(String personName, String shownName, boolean muted, String accessibleText) {
        name.setText(shownName);
        initials.setText(PersonName.initialsOf(personName));
        if (hue >= 0) {
            initials.getStyleClass().remove("avatar-" + hue);
        }
        hue = PersonName.hueOf(personName, HUES);
        initials.getStyleClass().add("avatar-" + hue);
        mutedMark.setVisible(muted);
        setAccessibleText(accessibleText);
        setNeedsLayout(true);
    }

    /** The place of a raised hand in the queue, from 1; 0 when it is down. */
    public void hand(int place) {
        if (place > 0 != handMark.isVisible() || !handMark.getText().equals(Integer.toString(place))) {
            handMark.setText(Integer.toString(place));
            handMark.setVisible(place > 0);
            setNeedsLayout(true);
        }
    }

    /** The place that is shown, 0 for none. */
    public int handShown() {
        return handMark.isVisible() ? Integer.parseInt(handMark.getText()) : 0;
    }

    /** Whether the picture is left out to save data. */
    public void spared(boolean spared) {
        spareMark.setVisible(spared);
        setNeedsLayout(true);
    }

    /** Shows how well sound and picture arrive: by one bar of four, by two, or not at all where all is well. */
    protected void badly(boolean badly, boolean poorly) {
        badMark.setVisible(badly);
        badMark.draw(poorly ? Drawing.SIGNAL_POOR : Drawing.SIGNAL_FAIR);
        badMark.getStyleClass().removeAll("tile-fair", "tile-poor");
        badMark.getStyleClass().add(poorly ? "tile-poor" : "tile-fair");
        setNeedsLayout(true);
    }

    /** Shows this for a moment. */
    public void react(Drawing drawing, String words) {
        reaction.getChildren().setAll(new Icon(drawing, REACTION));
        reaction.setAccessibleText(words);
        reaction.setVisible(true);
        reactionOver.playFromStart();
    }

    /** What is shown for a moment, in words; empty while nothing is. */
    public String reactionShown() {
        return reaction.isVisible() ? reaction.getAccessibleText() : "";
    }

    /** Without the name below: where it is clear who it is. */
    public void nameless() {
        label.setVisible(false);
    }

    /** The name as it is shown. */
    public String shownName() {
        return name.getText();
    }

    /** Whether the mark of a muted microphone is shown. */
    public boolean mutedShown() {
        return mutedMark.isVisible();
    }

    /** A ring around who is speaking. */
    public void speaking(boolean speaking) {
        ring.setVisible(speaking);
    }

    /** Whether the ring is shown. */
    public boolean speakingShown() {
        return ring.isVisible();
    }

    /** Pictures come through this from now on. */
    public FrameSink beginPictures() {
        return picture.begin();
    }

    /** No more pictures: the initials again. */
    public void endPictures() {
        picture.end();
    }

    /** Whether a picture is shown. */
    public boolean hasPicture() {
        return picture.hasPicture().get();
    }

    /** Something else in a corner or above all, laid out by who adds it. */
    protected void addPart(Node part) {
        part.setManaged(false);
        getChildren().add(part);
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        picture.resizeRelocate(0, 0, width, height);
        for (Node whole : new Node[] {backdrop, ring, focusRing}) {
            whole.resizeRelocate(0, 0, width, height);
        }
        double size = Math.rint(Math.clamp(0.42 * Math.min(width, height), 36, 168));
        initials.setStyle("-fx-font-size: " + Math.rint(size * 0.38) + "px;");
        double lift = height < LOW_HEIGHT ? 8 : 0;
        initials.resizeRelocate(Math.rint((width - size) / 2), Math.rint((height - size) / 2 - lift), size, size);
        double bubble = REACTION + 24;
        reaction.resizeRelocate(Math.rint((width - bubble) / 2), Math.rint((height - bubble) * 0.3), bubble, bubble);
        boolean compact = width <= COMPACT_WIDTH;
        label.pseudoClassStateChanged(COMPACT, compact);
        label.applyCss(); // at once: its width is asked for below
        label.setPadding(compact ? new Insets(1, 7, 1, 7) : new Insets(3, 10, 3, 10));
        double margin = compact ? 5 : 8;
        double labelWidth = Math.min(Math.ceil(label.prefWidth(-1)), width - 2 * margin);
        double labelHeight = Math.ceil(label.prefHeight(-1));
        label.resizeRelocate(margin, height - margin - labelHeight, labelWidth, labelHeight);
    }
}
