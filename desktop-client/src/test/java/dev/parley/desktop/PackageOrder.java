package dev.parley.desktop;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;

/**
 * The order of the packages below a root: a class may know its own level and those before it. A package counts with the
 * folders inside it; the root itself is the empty name.
 */
final class PackageOrder extends ArchCondition<JavaClass> {
    private final String root;
    private final List<Set<String>> levels;

    PackageOrder(String root, List<Set<String>> levels) {
        super("know only packages at or below their own level");
        this.root = root;
        this.levels = levels;
    }

    @Override
    public void check(JavaClass item, ConditionEvents events) {
        int own = level(item);
        if (own < 0) {
            events.add(SimpleConditionEvent.violated(item, item.getPackageName() + " has no place in the order yet"));
            return;
        }
        item.getDirectDependenciesFromSelf().stream()
                .filter(dependency -> level(dependency.getTargetClass()) > own)
                .forEach(dependency ->
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription())));
    }

    /** -1 for what is outside the root or not in the order. */
    private int level(JavaClass type) {
        String name = type.getPackageName();
        if (!name.equals(root) && !name.startsWith(root + ".")) {
            return -1;
        }
        String first = name.substring(root.length()).replaceFirst("^\\.", "").replaceFirst("\\..*", "");
        for (int i = 0; i < levels.size(); i++) {
            if (levels.get(i).contains(first)) {
                return i;
            }
        }
        return -1;
    }
}
