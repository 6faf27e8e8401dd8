package dev.parley.sfu.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Somebody who uses our own web client as people do: through its buttons, seeing its tiles. */
final class Person {
    private static final String CALL = Scripts.byTestId("call");
    private static final String OTHERS = Scripts.byTestId("tile") + "[data-self=\"false\"]";
    private static final String TILE_NAME = Scripts.byTestId("tile-name");

    private final BrowserPage page;
    private final String name;
    private final Instruments instruments;

    private Person(BrowserPage page, String name) {
        this.page = page;
        this.name = name;
        instruments = new Instruments(page);
    }

    /** Opens the join link and stands before the join button, seen by nobody yet. */
    static Person open(BrowserPage page, String link, String name) {
        page.open(link);
        page.fill("join-name", name);
        return new Person(page, name);
    }

    /** Opens the join link, gives a name, and joins. */
    static Person join(BrowserPage page, String link, String name) {
        Person person = open(page, link, name);
        person.join();
        return person;
    }

    void join() {
        page.click("join-button");
        awaitState("joined");
    }

    String name() {
        return name;
    }

    BrowserPage page() {
        return page;
    }

    Instruments instruments() {
        return instruments;
    }

    void toggleCamera() {
        page.click("camera");
    }

    void toggleMicrophone() {
        page.click("mute");
    }

    /** Makes {@code other} large for this person. */
    void pin(Person other) {
        pin(other.name);
    }

    /** As {@link #pin(Person)}, whatever client the other uses. */
    void pin(String other) {
        String menu = of(other) + " " + Scripts.byTestId("tile-menu");
        page.evaluate("document.querySelector(" + Scripts.literal(menu) + ").click()");
        page.click("menu-pin");
    }

    void leave() {
        page.click("leave");
        awaitShown("left-page");
    }

    /** Returns when the call is in this phase: {@code joining}, {@code joined}, {@code reconnecting}... */
    void awaitState(String phase) {
        Waits.until(name + " is " + phase, () -> attribute(CALL, "data-state").equals(phase));
    }

    /** Returns when an element with this test id is on the page. */
    void awaitShown(String testId) {
        Waits.until(
                testId + " is shown to " + name,
                () -> page.evaluate("Boolean(document.querySelector(" + Scripts.literal(Scripts.byTestId(testId))
                                + ")?.checkVisibility())")
                        .asBoolean());
    }

    String textOf(String testId) {
        return page.evaluate("document.querySelector(" + Scripts.literal(Scripts.byTestId(testId)) + ")?.textContent")
                .asText("");
    }

    /** The names on the tiles of everyone else. */
    List<String> others() {
        var names = new ArrayList<String>();
        JsonNode tiles = page.evaluate("[...document.querySelectorAll(" + Scripts.literal(OTHERS + " " + TILE_NAME)
                + ")].map((name) => name.textContent)");
        tiles.forEach(tile -> names.add(tile.asText()));
        return names;
    }

    /** Returns when exactly these people are shown beside oneself. */
    void awaitOthers(String... names) {
        Waits.until(name + " sees the tiles of " + List.of(names), () -> {
            List<String> shown = others();
            return shown.size() == names.length && Set.copyOf(shown).equals(Set.of(names));
        });
    }

    /** A selector of everything that plays {@code other}: the tile and the sound. */
    String of(String other) {
        String peerId = page.evaluate("[...document.querySelectorAll(" + Scripts.literal(OTHERS)
                        + ")].find((tile) => tile.querySelector(" + Scripts.literal(TILE_NAME) + ").textContent === "
                        + Scripts.literal(other) + ")?.dataset.peerId")
                .asText("nobody");
        return "[data-peer-id=\"" + peerId + "\"]";
    }

    /** Returns when picture and sound of {@code other} arrive. */
    void awaitSeesAndHears(Person other) {
        awaitSees(other);
        instruments.awaitSound(of(other.name));
    }

    /** Returns when a living picture of {@code other} is shown. */
    void awaitSees(Person other) {
        Waits.until(name + " is shown a tile of " + other.name, () -> others().contains(other.name));
        instruments.awaitPicture(of(other.name));
    }

    boolean showsMuted(Person other) {
        return attribute(of(other.name), "data-muted").equals("true");
    }

    boolean showsCameraOff(Person other) {
        return attribute(of(other.name), "data-camera").equals("off");
    }

    private String attribute(String selector, String attribute) {
        return page.evaluate("document.querySelector(" + Scripts.literal(selector) + ")?.getAttribute("
                        + Scripts.literal(attribute) + ")")
                .asText("");
    }
}
