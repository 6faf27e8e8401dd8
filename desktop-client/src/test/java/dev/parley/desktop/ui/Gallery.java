package dev.parley.desktop.ui;

import dev.parley.desktop.call.CallState;
import dev.parley.desktop.call.LocalMedia.Device;
import dev.parley.desktop.call.LocalMedia.Problem;
import dev.parley.desktop.call.LocalScreen;
import dev.parley.desktop.call.RoomEvent;
import dev.parley.desktop.call.RoomFacts;
import dev.parley.desktop.picture.FrameSink;
import dev.parley.desktop.picture.Picture;
import dev.parley.protocol.signaling.ChatHistory;
import dev.parley.protocol.signaling.Reaction;
import dev.parley.protocol.signaling.Role;
import dev.parley.protocol.signaling.RoomNews;
import dev.parley.protocol.signaling.RoomSettings;
import dev.parley.protocol.signaling.WaitingPeer;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import javax.imageio.ImageIO;

/**
 * Draws every window at several sizes, by day and by night, for somebody to look at. Not a test: run its main method with
 * a folder, with or without a screen.
 */
public final class Gallery {
    private static final int[][] SIZES = {{420, 760}, {1000, 700}, {1600, 1000}};
    private static final String[] NAMES = {
        "Grace Hopper",
        "Ada Lovelace",
        "Linus",
        "Katherine Johnson",
        "Edsger W. Dijkstra",
        "雅子",
        "Barbara Liskov",
        "Maximilian von und zu Hohenstaufen",
        "",
        "Tim",
        "Radia Perlman",
        "Ken",
        "Margaret Hamilton",
        "Don",
        "Frances",
        "Niklaus",
        "Alan",
        "Tony",
        "Anita",
        "Leslie",
        "John",
        "Shafi",
        "Silvio",
        "Whitfield"
    };

    private final Path folder;
    private final String only;

    private Gallery(Path folder, String only) {
        this.folder = folder;
        this.only = only;
    }

    public static void main(String[] arguments) throws Exception {
        Platform.setImplicitExit(false);
        Platform.startup(() -> {});
        new Gallery(Files.createDirectories(Path.of(arguments[0])), arguments.length > 1 ? arguments[1] : "").drawAll();
        Platform.exit();
        System.exit(0);
    }

    private interface Scenario {
        void play(OpenerDouble opener, Stage stage) throws Exception;
    }

    private void drawAll() throws Exception {
        draw("join", (opener, stage) -> feed(opener.media().sink(), 0));
        draw("join-empty", (opener, stage) -> {
            opener.media().breaks(Device.CAMERA, Problem.NONE_THERE);
            opener.media().breaks(Device.MICROPHONE, Problem.CANNOT_OPEN);
            onWindow(() -> {
                ((TextField) find(stage, "#join-name")).clear();
                ((javafx.scene.control.Button) find(stage, "#join-button")).fire();
                return null;
            });
        });
        for (int people : new int[] {1, 2, 5, 9, 12, 25}) {
            draw("call-" + people, (opener, stage) -> call(opener, stage, people));
        }
        draw("call-trouble", (opener, stage) -> {
            opener.media().poor();
            CallDouble call = call(opener, stage, 5);
            type(stage, "t");
            call.become(new CallState.Reconnecting(CallState.Cause.SERVER_LOST, 3));
        });
        draw("settings", (opener, stage) -> {
            call(opener, stage, 5);
            press(stage, "#more");
            press(stage, "#settings");
        });
        draw("close", (opener, stage) -> {
            opener.tray().appear();
            call(opener, stage, 2);
            onWindow(() -> {
                stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
                return null;
            });
        });
        draw("own", (opener, stage) -> {
            call(opener, stage, 5).loses(0.1);
            press(stage, "#self-menu");
        });
        draw("leave", (opener, stage) -> {
            call(opener, stage, 2);
            type(stage, "l");
        });
        draw("person", (opener, stage) -> {
            call(opener, stage, 5);
            press(stage, "#volume-p1");
        });
        draw("chat", (opener, stage) -> {
            CallDouble call = call(opener, stage, 5);
            meet(call);
            press(stage, "#chat");
            write(call);
        });
        draw("people", (opener, stage) -> {
            meet(call(opener, stage, 5));
            press(stage, "#people-button");
        });
        draw("moderate", (opener, stage) -> {
            meet(call(opener, stage, 5));
            press(stage, "#volume-p2");
        });
        draw("reactions", (opener, stage) -> {
            CallDouble call = call(opener, stage, 5);
            meet(call);
            press(stage, size(stage) ? "#more" : "#react");
            call.happen(new RoomEvent.Reacted("p1", Reaction.HEART));
        });
        draw("screen", (opener, stage) -> {
            CallDouble call = call(opener, stage, 5);
            meet(call);
            PersonDouble sharing = new PersonDouble("p9", "Barbara Liskov").shares(true, true);
            call.join(sharing);
            settle();
            feed(sharing.screenSink(), 3);
        });
        draw("pages", (opener, stage) -> {
            CallDouble call = call(opener, stage, 25);
            for (int i = 25; i < 40; i++) {
                call.join(new PersonDouble("p" + i, NAMES[i % NAMES.length]));
            }
            meet(call);
        });
        draw("view", (opener, stage) -> {
            meet(call(opener, stage, 5));
            press(stage, size(stage) ? "#more" : "#view");
        });
        draw("share-what", (opener, stage) -> {
            meet(call(opener, stage, 5));
            opener.media()
                    .screen()
                    .choices(List.of(
                            new LocalScreen.Choice("screen:1", 0, 0, 2560, 1440),
                            new LocalScreen.Choice("screen:2", 2560, 0, 1920, 1080)));
            type(stage, "s");
        });
        draw("sharing", (opener, stage) -> {
            meet(call(opener, stage, 5));
            opener.media().screen().share("screen:1");
        });
        draw("mini", (opener, stage) -> {
            meet(call(opener, stage, 5));
            press(stage, "#more");
            press(stage, "#more-mini");
        });
        draw("keys", (opener, stage) -> {
            meet(call(opener, stage, 5));
            type(stage, "?");
        });
        draw("door", (opener, stage) -> {
            press(stage, "#join-button");
            opener.last().call().become(new CallState.Knocking());
        });
        draw("password", (opener, stage) -> {
            press(stage, "#join-button");
            opener.last().call().become(new CallState.PasswordAsked(true));
        });
        draw("left", (opener, stage) -> call(opener, stage, 2).leave());
    }

    private CallDouble call(OpenerDouble opener, Stage stage, int people) throws Exception {
        press(stage, "#join-button");
        CallDouble call = opener.last().call();
        List<PersonDouble> others = new ArrayList<>();
        for (int i = 1; i < people; i++) {
            PersonDouble person =
                    new PersonDouble("p" + i, NAMES[i - 1]).camera(i % 4 != 3).microphone(i % 3 != 2);
            others.add(person);
            call.join(person);
        }
        if (people > 1) {
            others.getFirst().loud(0.2);
        }
        call.become(new CallState.Joined(false));
        while (onWindow(() -> find(stage, "#call-screen")) == null) {
            settle();
        }
        settle();
        for (int i = 0; i < others.size(); i++) {
            feed(others.get(i).sink(), i + 1);
        }
        feed(opener.media().sink(), 0);
        return call;
    }

    private static boolean size(Stage stage) {
        return stage.getWidth() < 760;
    }

    private static void meet(CallDouble call) throws InterruptedException {
        call.room(new RoomFacts(
                true,
                "me",
                Map.of(
                        "me",
                        Role.OWNER,
                        "p1",
                        Role.MODERATOR,
                        "p2",
                        Role.PARTICIPANT,
                        "p3",
                        Role.PARTICIPANT,
                        "p4",
                        Role.GUEST),
                new RoomSettings(true, true, false, ChatHistory.MEETING),
                List.of("p3", "me"),
                Optional.empty(),
                List.of(new WaitingPeer("w1", "Maximilian von und zu Hohenstaufen"), new WaitingPeer("w2", "Frances")),
                Optional.empty()));
        settle();
    }

    private static void write(CallDouble call) {
        String[] lines = {
            "Good morning! Shall we begin?",
            "The agenda is at https://example.org/agenda/2026-07?week=30 (thanks, Linus).",
            "One moment, I am looking for my headphones. In the meantime somebody could say hello to Katherine.",
            "👍 Hello!"
        };
        for (int i = 0; i < lines.length; i++) {
            call.happen(new RoomEvent.Message(
                    new RoomNews.ChatMessage(
                            i + 1,
                            i == 2 ? "me" : "p" + (i + 1),
                            NAMES[i],
                            lines[i],
                            i == 3 ? Optional.of("me") : Optional.empty(),
                            1_780_000_000_000L + i * 60_000L),
                    true));
        }
    }

    private void draw(String name, Scenario scenario) throws Exception {
        if (!name.contains(only)) {
            return;
        }
        for (String appearance : new String[] {"LIGHT", "DARK"}) {
            for (int[] size : SIZES) {
                OpenerDouble opener = new OpenerDouble();
                opener.media().loud(0.05);
                Path preferences = Files.createTempFile("gallery", ".json");
                String language = name.equals("settings") && size[0] == 420 ? "de" : "en";
                Files.writeString(preferences, """
                        {"server": "meet.example.org", "room": "calm-otter-harbor-42", "name": "Ada Lovelace",
                        "appearance": "%s", "language": "%s"}""".formatted(appearance, language));
                Stage stage = onWindow(Stage::new);
                DesktopWindows windows = onWindow(() -> new DesktopWindows(stage, opener, preferences));
                onWindow(() -> {
                    windows.show();
                    stage.setWidth(size[0]);
                    stage.setHeight(size[1]);
                    return null;
                });
                settle();
                scenario.play(opener, stage);
                Thread.sleep(1500);
                save(stage, folder.resolve(name + "-" + size[0] + "-" + appearance.toLowerCase(Locale.ROOT) + ".png"));
                onWindow(() -> {
                    windows.close();
                    return null;
                });
            }
        }
    }

    private static void feed(FrameSink sink, int number) {
        if (sink == null) {
            return;
        }
        boolean upright = number == 6;
        Picture picture = Portrait.of(number, upright ? 360 : 1280, upright ? 640 : 720);
        sink.frame(picture);
        picture.release();
    }

    private static void press(Stage stage, String id) throws Exception {
        onWindow(() -> {
            ((javafx.scene.control.Button) find(stage, id)).fire();
            return null;
        });
        settle();
    }

    private static void type(Stage stage, String character) throws Exception {
        onWindow(() -> {
            var event = new javafx.scene.input.KeyEvent(
                    javafx.scene.input.KeyEvent.KEY_TYPED,
                    character,
                    "",
                    javafx.scene.input.KeyCode.UNDEFINED,
                    false,
                    false,
                    false,
                    false);
            javafx.event.Event.fireEvent(stage.getScene().getRoot(), event);
            return null;
        });
        settle();
    }

    private static Node find(Stage stage, String id) {
        return stage.getScene().getRoot().lookup(id);
    }

    private static void settle() throws InterruptedException {
        Thread.sleep(250);
    }

    private static void save(Stage stage, Path file) throws Exception {
        WritableImage image = onWindow(() -> stage.getScene().snapshot(null));
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                copy.setRGB(x, y, image.getPixelReader().getArgb(x, y));
            }
        }
        write(copy, file.toFile());
    }

    private static void write(BufferedImage image, File file) throws IOException {
        ImageIO.write(image, "png", file);
    }

    private static <T> T onWindow(Callable<T> act) throws Exception {
        CompletableFuture<T> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                done.complete(act.call());
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        return done.get();
    }
}
