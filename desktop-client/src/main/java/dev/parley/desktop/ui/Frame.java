package dev.parley.desktop.ui;

import dev.parley.desktop.ui.control.Shell;
import dev.parley.desktop.ui.device.LocalDevices;
import dev.parley.desktop.ui.picture.PictureTicks;
import dev.parley.desktop.ui.preferences.PreferencesFile;
import dev.parley.desktop.ui.settings.SettingsDialog;
import dev.parley.desktop.ui.text.Texts;
import javafx.stage.Stage;

/** The one window, with what stays the same whatever it shows. */
record Frame(
        Stage stage,
        Shell shell,
        Texts texts,
        LocalDevices devices,
        PictureTicks ticks,
        PreferencesFile preferences,
        SettingsDialog settings,
        CallOpener opener) {}
