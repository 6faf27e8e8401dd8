package dev.parley.sfu.browser;

import java.awt.AWTException;
import java.awt.Robot;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Presses keys and the mouse on a display, as it is told line by line: {@code click X Y}, {@code type words}, {@code key
 * ENTER}. A program of its own, as AWT takes one display per process.
 */
final class ScreenHand {
    private static final int PAUSE_MILLIS = 60; // between two presses, as a quick person makes it

    private ScreenHand() {}

    /** Obeys until its input ends. */
    public static void main(String[] arguments) throws AWTException, IOException, ReflectiveOperationException {
        Robot robot = new Robot();
        robot.setAutoDelay(PAUSE_MILLIS);
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = input.readLine(); line != null; line = input.readLine()) {
            String[] words = line.split(" ", 2);
            switch (words[0]) {
                case "click" -> {
                    String[] at = words[1].split(" ", -1);
                    robot.mouseMove(Integer.parseInt(at[0]), Integer.parseInt(at[1]));
                    robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
                    robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
                }
                case "type" -> {
                    for (char letter : words[1].toUpperCase(Locale.ROOT).toCharArray()) {
                        press(robot, letter == ' ' ? "SPACE" : Character.toString(letter));
                    }
                }
                default -> press(robot, words[1]);
            }
            System.out.println("done");
        }
    }

    private static void press(Robot robot, String key) throws ReflectiveOperationException {
        int code = KeyEvent.class.getField("VK_" + key).getInt(null);
        robot.keyPress(code);
        robot.keyRelease(code);
    }
}
