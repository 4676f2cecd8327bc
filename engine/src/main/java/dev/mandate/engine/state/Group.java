package dev.mandate.engine.state;

import dev.mandate.engine.id.SpaceId;

/**
 * What a group opens to its members.
 *
 * @param all every workspace, of now and of later
 * @param workspaces the list, kept beside {@code all}
 */
public record Group(boolean all, Trie<SpaceId, Term> workspaces) {
    static final Group CLOSED = new Group(false, Trie.empty());
}
