/**
 * The windows. {@link dev.parley.desktop.ui.DesktopWindows} is the only door. Below it, right may import left: {@code text, preferences, tray < look <
 * control, picture < tile < device < settings < join, call}. Of the client they know {@code call} and {@code picture}.
 */
@NullMarked
package dev.parley.desktop.ui;

import org.jspecify.annotations.NullMarked;
