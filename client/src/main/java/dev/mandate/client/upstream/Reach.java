package dev.mandate.client.upstream;

import dev.mandate.protocol.identity.Identity;
import dev.mandate.protocol.identity.VisibleSpaces;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a caller may see, as a filter over resources that know their {@link Place}. The one way from an id to a resource
 * in a controller: it cannot tell a hidden resource from an absent one by accident.
 */
public record Reach(Identity identity) {

    /** Whether something in this place is visible. */
    public boolean covers(Place place) {
        return identity.reaches(place.tenant(), place.space());
    }

    /** The visible ones, in their order: for lists and bulk reads. */
    public <T> List<T> visible(Collection<T> found, Function<T, Place> place) {
        return found.stream().filter(each -> covers(place.apply(each))).toList();
    }

    /**
     * The one place that the caller reaches, where its calls make new things without naming a space: a user is bound to
     * at most one sales channel. Empty for a caller who reaches none, several or all.
     */
    public Optional<Place> only() {
        return identity.spaces() instanceof VisibleSpaces.Listed listed
                        && listed.ids().size() == 1
                ? Optional.of(new Place(identity.tenant(), listed.ids().getFirst()))
                : Optional.empty();
    }

    /**
     * The resource that was looked up.
     *
     * @throws NotFoundException when there is none or the caller does not reach it
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
