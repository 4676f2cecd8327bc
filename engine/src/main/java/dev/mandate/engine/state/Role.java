package dev.mandate.engine.state;

import dev.mandate.engine.id.ActionId;

/** A user role: the switches that stand at Access. */
public record Role(Trie<ActionId, Access> accesses) {
    /**
     * A switch at Access.
     *
     * @param platformRevision the platform's revision when it was set: an action that was retired since and came back
     *     begins again at None
     */
    public record Access(Term term, long platformRevision) {}

    static final Role NONE = new Role(Trie.empty());
}
