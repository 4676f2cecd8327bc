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
 * @param reserved whether an Owner disabled it, so that only an Owner enables it again
 */
public record Listing(
        String name,
        String description,
        long revision,
        Instant created,
        Instant changed,
        boolean removed,
        List<String> skills,
        boolean reserved) {
    public Listing {
        skills = List.copyOf(skills);
    }

    static Listing added(String name, String description, long revision, Instant at) {
        return new Listing(name, description, revision, at, at, false, List.of(), false);
    }

    Listing touched(long at, Instant time) {
        return new Listing(name, description, at, created, time, removed, skills, reserved);
    }

    Listing described(String newName, String newDescription) {
        return new Listing(newName, newDescription, revision, created, changed, removed, skills, reserved);
    }

    Listing removed(boolean gone) {
        return new Listing(name, description, revision, created, changed, gone, skills, reserved);
    }

    Listing skilled(List<String> others) {
        return new Listing(name, description, revision, created, changed, removed, others, reserved);
    }

    Listing reserved(boolean forOwners) {
        return new Listing(name, description, revision, created, changed, removed, skills, forOwners);
    }
}
