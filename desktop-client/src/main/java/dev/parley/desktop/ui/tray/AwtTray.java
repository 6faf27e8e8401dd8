package dev.parley.desktop.ui.tray;

import java.awt.AWTError;
import java.awt.AWTException;
import java.awt.EventQueue;
import java.awt.HeadlessException;
import java.awt.Image;
import java.awt.MenuItem;
import java.awt.PopupMenu;
import java.awt.SystemTray;
import java.awt.TrayIcon;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.beans.PropertyChangeListener;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tray as AWT knows it: of Windows and macOS, and of Linux desktops that have one by the XEmbed protocol.
 *
 * <p>Thread: everything happens on AWT's, which begins with the first question.
 */
public final class AwtTray implements Tray {
    private static final Logger LOG = LoggerFactory.getLogger(AwtTray.class);
    private static final String TRAY = "systemTray"; // the property of SystemTray that is null once it has gone
    private static final long PATIENCE_SECONDS = 5; // AWT begins within one on a slow machine

    /** The tray is asked for once: AWT gives none any more when it has gone. */
    private record Placed(SystemTray tray, TrayIcon icon) {}

    private final PropertyChangeListener watch = change -> {
        if (change.getNewValue() == null) {
            gone();
        }
    };
    private @Nullable Placed placed;
    private @Nullable Sign shown;
    private Runnable lost = () -> {};

    @Override
    public CompletableFuture<Boolean> isThere() {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        // AWT's first words to the display take a moment, and its thread begins only after them.
        Thread.ofPlatform().name("tray").daemon().start(() -> answer.complete(isSupported()));
        return answer.completeOnTimeout(false, PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private static boolean isSupported() {
        try {
            return SystemTray.isSupported();
        } catch (HeadlessException | AWTError e) { // AWTError: a display that cannot be reached
            LOG.info("this desktop has no tray: {}", e.toString());
            return false;
        }
    }

    @Override
    public void show(Sign sign, Runnable whenLost) {
        EventQueue.invokeLater(() -> {
            lost = whenLost;
            try {
                place(sign);
            } catch (AWTException | UnsupportedOperationException e) {
                LOG.warn("no sign in the tray: {}", e.toString());
                gone();
            }
        });
    }

    @Override
    public void hide() {
        EventQueue.invokeLater(this::remove);
    }

    private void place(Sign sign) throws AWTException {
        Placed before = placed;
        if (before == null) {
            placed = add(sign);
        } else {
            before.icon().setImage(picture(before.tray(), sign));
            before.icon().setToolTip(sign.words());
            before.icon().setPopupMenu(menu(sign));
        }
        shown = sign;
    }

    private Placed add(Sign sign) throws AWTException {
        SystemTray tray = SystemTray.getSystemTray();
        TrayIcon icon = new TrayIcon(picture(tray, sign), sign.words(), menu(sign));
        icon.setImageAutoSize(true);
        icon.addActionListener(press -> click());
        icon.addMouseListener(new MouseAdapter() {
            @Override
            public void mouseClicked(MouseEvent click) {
                if (click.getButton() == MouseEvent.BUTTON1 && !click.isPopupTrigger()) {
                    click();
                }
            }
        });
        tray.add(icon);
        tray.addPropertyChangeListener(TRAY, watch);
        return new Placed(tray, icon);
    }

    private static Image picture(SystemTray tray, Sign sign) {
        return SignPicture.of(tray.getTrayIconSize(), sign.muted());
    }

    private void click() {
        if (shown != null) {
            shown.menu().getFirst().act().run();
        }
    }

    private static PopupMenu menu(Sign sign) {
        PopupMenu menu = new PopupMenu();
        for (Entry entry : sign.menu()) {
            MenuItem item = new MenuItem(entry.words());
            item.addActionListener(press -> entry.act().run());
            menu.add(item);
        }
        return menu;
    }

    private void gone() {
        Runnable tell = lost;
        remove();
        tell.run();
    }

    private void remove() {
        lost = () -> {};
        shown = null;
        Placed was = placed;
        placed = null;
        if (was != null) {
            was.tray().removePropertyChangeListener(TRAY, watch);
            was.tray().remove(was.icon());
        }
    }
}
