package dev.parley.protocol.payload;

import org.jspecify.annotations.Nullable;

/**
 * The structures by which the frames of one stream can be understood: the newest, and the one before it, for packets that
 * come late. A publisher numbers the templates of one after those of the other.
 */
public final class DependencyStructures {
    private @Nullable DependencyStructure newest;
    private @Nullable DependencyStructure before;

    /** Takes in the structure that a new key frame brought. */
    public void add(DependencyStructure structure) {
        DependencyStructure known = newest;
        if (known == null || known.templateIdOffset() != structure.templateIdOffset()) {
            before = known;
        }
        newest = structure;
    }

    /** The newest that explains this template; null when none does. */
    @Nullable
    DependencyStructure of(int templateId) {
        DependencyStructure last = newest;
        if (last != null && last.template(templateId) != null) {
            return last;
        }
        DependencyStructure older = before;
        return older != null && older.template(templateId) != null ? older : null;
    }
}
