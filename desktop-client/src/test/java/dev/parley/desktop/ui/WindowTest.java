package dev.parley.desktop.ui;

import dev.parley.desktop.call.LocalMedia.Device;
import java.util.Set;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;

/** Windows before doubles, opened anew for each test. */
@ExtendWith(ApplicationExtension.class)
abstract class WindowTest {
    /** Ada, who was in the room "tea" and likes the dark. */
    static final String ADA = """
            {"server": "meet.example.org", "room": "tea", "name": "Ada", "language": "en", "appearance": "DARK"}""";

    private final String remembered;
    private final Set<Device> on;
    Stage stage;
    OpenWindows windows;

    WindowTest() {
        this(ADA);
    }

    /** @param remembered the content of the preferences' file */
    WindowTest(String remembered) {
        this(remembered, Set.of(Device.CAMERA, Device.MICROPHONE));
    }

    /** @param on the devices that are on */
    WindowTest(String remembered, Set<Device> on) {
        this.remembered = remembered;
        this.on = on;
    }

    @BeforeEach
    void open() throws Exception {
        stage = FxToolkit.registerPrimaryStage();
        windows = new OpenWindows(stage, remembered, on);
    }

    @AfterEach
    void close() {
        windows.close();
    }
}
