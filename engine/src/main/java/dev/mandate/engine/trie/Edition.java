package dev.mandate.engine.trie;

/**
 * An identity token for one version of an immutable value. Compare editions by reference to see whether the value
 * changed, without keeping the value in memory.
 */
public final class Edition {
    public Edition() {}
}
