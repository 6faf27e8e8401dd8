/**
 * Whole calls in real browsers: the server as a process of its own, Chromium by Playwright, Firefox by WebDriver BiDi,
 * and the instruments that tell a living picture and voice from a dead one.
 *
 * <p>Thread: the test thread; a page belongs to the thread that opened it. Imports nothing of Parley: these tests know
 * the server as its users do, by its command line, its pages and its protocol. Only what no user can do, breaking a
 * Worker, is done from inside.
 */
@NullMarked
package dev.parley.sfu.browser;

import org.jspecify.annotations.NullMarked;
