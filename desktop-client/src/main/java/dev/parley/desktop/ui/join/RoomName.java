package dev.parley.desktop.ui.join;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Names of rooms. The web client has the same rules and words. */
public final class RoomName {
    /** The longest, in UTF-16 units. */
    public static final int MAX_LENGTH = 128;

    private static final List<String> FIRST = List.of(
            ("amber bold brave bright brisk calm candid clear clever cosy crisp daring deft eager early easy fair fleet fond "
                            + "fresh gentle glad golden good grand happy hardy honest jolly keen kind lively loyal lucky mellow "
                            + "merry mild modest neat nimble noble open patient plain polite proud quick quiet ready rosy serene "
                            + "silver smooth snug sunny swift tidy true upbeat vivid warm wise witty young")
                    .split(" "));
    private static final List<String> SECOND = List.of(
            ("acorn alder apple arbor aspen badger bamboo beaver birch bison cedar cherry clover condor coral crane dahlia "
                            + "dolphin eagle elm falcon fern finch fox gecko ginger hazel heron holly ibis iris ivy jasmine "
                            + "juniper kestrel koala larch lark lemon lilac linden lotus lynx magpie maple marten mint moose "
                            + "myrtle olive orchid otter owl panda pepper pine plover plum poppy puffin robin rowan saffron willow")
                    .split(" "));
    private static final List<String> THIRD = List.of(
            ("anchor bay beach bend bridge brook canyon cape cliff coast cove creek dale delta dune fjord field forest garden "
                            + "glade glen grove harbor heath hill hollow inlet island lagoon lake lane ledge light marsh meadow "
                            + "mesa mill moor oasis orchard park pass peak pier plain point pond port quay range reef ridge river "
                            + "shore spring strait summit terrace trail vale valley well woods")
                    .split(" "));

    private static final Pattern NOT_IN_LINKS = Pattern.compile("[\\s/\\\\?#%]+");
    // Leading dots go: a browser takes ".." in a path as the way up.
    private static final Pattern EDGES = Pattern.compile("^[.-]+|-+$");

    private RoomName() {}

    /** What was typed, in the form in which it stands in the link; empty when nothing is left. */
    public static String tidy(String typed) {
        String joined = NOT_IN_LINKS.matcher(typed.strip()).replaceAll("-");
        String tidy = EDGES.matcher(joined).replaceAll("");
        return tidy.substring(0, Math.min(MAX_LENGTH, tidy.length()));
    }

    /** A name that can be read aloud over the phone, such as {@code calm-otter-harbor-42}. */
    public static String suggest(RandomGenerator random) {
        return pick(FIRST, random) + "-" + pick(SECOND, random) + "-" + pick(THIRD, random) + "-"
                + (10 + random.nextInt(90));
    }

    private static String pick(List<String> words, RandomGenerator random) {
        return words.get(random.nextInt(words.size()));
    }
}
