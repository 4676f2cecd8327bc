package dev.mandate.engine.right;

import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.trie.Trie;

/**
 * The workspaces that a group opens to its members.
 *
 * @param all whether the group opens every workspace, including workspaces added later
 * @param workspaces the group's list; kept, but without effect, while {@code all} is true
 */
public record Group(boolean all, Trie<SpaceId, Term> workspaces) {
    public static final Group CLOSED = new Group(false, Trie.empty());
}
