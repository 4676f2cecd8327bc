package dev.mandate.control.api.command;

import dev.mandate.control.directory.Directory;
import dev.mandate.control.directory.Listing;
import dev.mandate.control.directory.Skeleton;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.protocol.problem.ProblemCode;
import java.util.Collection;

/** What every thing with an id and a name is checked for. */
public final class Names {
    private Names() {}

    /**
     * The thing's listing.
     *
     * @throws dev.mandate.control.log.command.Refusal 404 if it is not there
     */
    public static Listing requireThere(Directory directory, Thing thing, String kind) {
        return directory.find(thing).orElseThrow(() -> Refusals.unknown(kind, thing.id()));
    }

    /** Refuses an id that was ever used, and a name in use. */
    public static void requireUnused(Directory directory, Thing thing, String kind, String name) {
        requireUnused(directory, thing, kind);
        requireFree(directory, thing, kind, name);
    }

    /** Refuses an id that was ever used, in whatever case. */
    public static void requireUnused(Directory directory, Thing thing, String kind) {
        if (directory.everUsed(thing)) {
            throw Refusals.idTaken(kind, thing.id());
        }
        requireOtherThanInCase(directory, thing, kind);
    }

    /**
     * Refuses the id of a thing that a repeated call may define again: of a new one, what differs from another in case alone
     * or begins with a hyphen.
     */
    public static void requireDistinct(Directory directory, Thing thing, String kind) {
        if (!directory.everUsed(thing)) {
            Ids.requireStart("id", thing.id());
            requireOtherThanInCase(directory, thing, kind);
        }
    }

    private static void requireOtherThanInCase(Directory directory, Thing thing, String kind) {
        directory.alikeId(thing).ifPresent(taken -> {
            throw Refusal.of(
                    ProblemCode.ID_TAKEN,
                    kind + " id `" + thing.id() + "` differs from `" + taken + "` in case alone: choose another");
        });
    }

    /** Refuses a name that another thing of the kind has, or that is taken for it. */
    public static void requireFree(Directory directory, Thing thing, String kind, String name) {
        directory.clashing(thing, name).ifPresent(taken -> {
            throw Refusals.nameTaken(kind, name, taken);
        });
    }

    /** Refuses a name that is taken for one of these. */
    public static void requireUnlike(Collection<String> names, String kind, String name) {
        Skeleton skeleton = Skeleton.of(name);
        names.stream()
                .filter(taken -> Skeleton.of(taken).clashes(skeleton))
                .findFirst()
                .ifPresent(taken -> {
                    throw Refusals.nameTaken(kind, name, taken);
                });
    }
}
