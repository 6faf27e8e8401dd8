/** The windows, in a JavaFX toolkit without a screen, before doubles of the call. */
package dev.parley.desktop.ui;
