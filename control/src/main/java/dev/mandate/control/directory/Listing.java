package dev.mandate.control.directory;

import java.time.Instant;
import java.util.List;

/**
 * What is kept of a thing.
 *
 * @param name empty for things without one
 * @param revision of the last change to it, which is its ETag
 * @param removed whether it is gone; kept, because no id is ever used again
 * @param skills of a user
 */
public record Listing(
        String name,
        String description,
        long revision,
        Instant created,
        Instant changed,
        boolean removed,
        List<String> skills) {
    public Listing {
        skills = List.copyOf(skills);
    }

    static Listing added(String name, String description, long revision, Instant at) {
        return new Listing(name, description, revision, at, at, false, List.of());
    }

    Listing touched(long at, Instant time) {
        return new Listing(name, description, at, created, time, removed, skills);
    }

    Listing described(String newName, String newDescription) {
        return new Listing(newName, newDescription, revision, created, changed, removed, skills);
    }

    Listing removed(boolean gone) {
        return new Listing(name, description, revision, created, changed, gone, skills);
    }

    Listing skilled(List<String> others) {
        return new Listing(name, description, revision, created, changed, removed, others);
    }
}
