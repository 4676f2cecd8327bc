package dev.mandate.client.upstream;

import dev.mandate.protocol.identity.Identity;
import dev.mandate.protocol.identity.VisibleSpaces;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The resources that a caller may see. Controllers look resources up only through it, so that a hidden resource and an
 * absent one get the same answer.
 */
public record Reach(Identity identity) {

    /** Returns whether a resource in this place is visible. */
    public boolean covers(Place place) {
        return identity.reaches(place.tenant(), place.space());
    }

    /** Returns the visible resources in their order, for lists and bulk reads. */
    public <T> List<T> visible(Collection<T> found, Function<T, Place> place) {
        return found.stream().filter(each -> covers(place.apply(each))).toList();
    }

    /**
     * Returns the only place that the caller reaches, for calls that create a resource without naming a space: a user
     * is bound to at most one sales channel. Empty for a caller that reaches no space, several, or all.
     */
    public Optional<Place> only() {
        return identity.spaces() instanceof VisibleSpaces.Listed listed
                        && listed.ids().size() == 1
                ? Optional.of(new Place(identity.tenant(), listed.ids().getFirst()))
                : Optional.empty();
    }

    /**
     * Returns the resource that was looked up.
     *
     * @throws NotFoundException if it does not exist or the caller does not reach it
     */
    public <T> T require(Optional<T> found, Function<T, Place> place) {
        T resource = found.orElseThrow(NotFoundException::absent);
        Place where = place.apply(resource);
        if (covers(where)) {
            return resource;
        }
        throw where.tenant().equals(identity.tenant())
                ? NotFoundException.outsideSpaces(where.space())
                : NotFoundException.absent();
    }
}
