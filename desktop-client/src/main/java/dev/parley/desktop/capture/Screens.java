package dev.parley.desktop.capture;

import dev.parley.desktop.capture.DeviceException.Reason;
import java.awt.AWTError;
import java.awt.GraphicsDevice;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What can be shared of this machine's screens: {@code all} of them as one picture, {@code screen:1} and on, {@code
 * region:WIDTHxHEIGHT+X+Y} in the system's coordinates; and, on any machine, {@code test-pattern} (1280 x 720; {@code
 * test-pattern:640x360@15} for another size and rate).
 *
 * <p>Thread: any; asks the system, which may take a moment.
 */
public final class Screens {
    private static final Logger LOG = LoggerFactory.getLogger(Screens.class);
    private static final String ALL = "all";
    private static final Pattern SCREEN = Pattern.compile("screen:([1-9]\\d?)");
    private static final Pattern REGION = Pattern.compile("region:(\\d{1,5})x(\\d{1,5})\\+(-?\\d{1,5})\\+(-?\\d{1,5})");
    /** Letters need not move smoothly, and each picture costs a copy of the screen. */
    private static final double PICTURES_PER_SECOND = 15;

    private Screens() {}

    /** The name of a part of the desktop. */
    public static String nameOf(Area area) {
        return "region:" + area.width() + "x" + area.height() + "+" + area.x() + "+" + area.y();
    }

    /** The screens there are, the first {@code screen:1}; none on a machine without, or where they cannot be seen. */
    public static List<Area> list() {
        List<Area> screens = new ArrayList<>();
        try {
            if (!GraphicsEnvironment.isHeadless()) {
                for (GraphicsDevice device :
                        GraphicsEnvironment.getLocalGraphicsEnvironment().getScreenDevices()) {
                    Rectangle bounds = device.getDefaultConfiguration().getBounds();
                    screens.add(new Area(bounds.x, bounds.y, bounds.width, bounds.height));
                }
            }
        } catch (HeadlessException | AWTError e) { // AWTError: a display that cannot be reached
            LOG.info("no screen can be shared: {}", e.toString());
        }
        return screens;
    }

    /** Whether this is the name of something that may be there. */
    public static boolean isName(String name) {
        return name.equals(ALL)
                || SCREEN.matcher(name).matches()
                || REGION.matcher(name).matches()
                || TestPattern.NAME.matcher(name).matches();
    }

    /** Opens what has this name. */
    public static SharedScreen open(String name) throws DeviceException {
        Matcher pattern = TestPattern.NAME.matcher(name);
        if (pattern.matches()) {
            return new SharedScreen(name, TestPattern.named(pattern), TestPattern.rateOf(pattern, PICTURES_PER_SECOND));
        }
        List<Area> screens = list();
        if (screens.isEmpty()) {
            throw new DeviceException(Reason.NONE_THERE, "this machine has no screen");
        }
        return new SharedScreen(name, new ScreenSource(area(name, screens)), PICTURES_PER_SECOND);
    }

    private static Area area(String name, List<Area> screens) throws DeviceException {
        Area all = together(screens);
        Matcher screen = SCREEN.matcher(name);
        Matcher region = REGION.matcher(name);
        if (name.equals(ALL)) {
            return all;
        }
        if (screen.matches()) {
            int number = Integer.parseInt(screen.group(1));
            if (number > screens.size()) {
                throw new DeviceException(Reason.UNPLUGGED, name + " is not there");
            }
            return screens.get(number - 1);
        }
        if (region.matches()) {
            return new Area(
                            Integer.parseInt(region.group(3)),
                            Integer.parseInt(region.group(4)),
                            Integer.parseInt(region.group(1)),
                            Integer.parseInt(region.group(2)))
                    .within(all);
        }
        throw new DeviceException(Reason.NONE_THERE, name + " is no screen");
    }

    private static Area together(List<Area> screens) {
        Rectangle all = new Rectangle(-1, -1);
        screens.forEach(each -> all.add(new Rectangle(each.x(), each.y(), each.width(), each.height())));
        return new Area(all.x, all.y, all.width, all.height);
    }
}
