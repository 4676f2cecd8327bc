package dev.mandate.engine;

import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.SpaceParameter;
import dev.mandate.engine.id.SpaceId;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What the engine says of a request. Only {@link Allow} lets it through; an undecided request is neither allowed nor
 * denied.
 */
public sealed interface Decision {
    /**
     * Forward it.
     *
     * @param action the first by key, where several share the request
     * @param space the one that the request named, if its action names one
     */
    record Allow(Api api, Action action, Optional<SpaceId> space) implements Decision {}

    /** Answer it here. */
    sealed interface Refusal extends Decision {
        Reason reason();
    }

    /** 401: whoever sent it does not stand, or not any more. */
    record Unauthenticated(Reason reason) implements Refusal, Admission {}

    /** 404: no action has this path. */
    record UnknownPath() implements Refusal {
        @Override
        public Reason reason() {
            return Reason.PATH_UNKNOWN;
        }
    }

    /** 405: the path has other methods. */
    record OtherMethod(SortedSet<String> allow) implements Refusal {
        @Override
        public Reason reason() {
            return Reason.METHOD_NOT_ALLOWED;
        }
    }

    /** 400: the space is named twice or in a spelling that readers take differently, or not at all where it must be. */
    record UnclearSpace(Reason reason, Action action, SpaceParameter parameter) implements Refusal {}

    /** 404: the named space is not one that the user reaches. */
    record HiddenSpace(Action action, SpaceParameter parameter, String space) implements Refusal {
        @Override
        public Reason reason() {
            return Reason.SPACE_NOT_REACHED;
        }
    }

    /**
     * 403: the user's rights do not hold the action, or not each of those that share the request.
     *
     * @param action the first that is not held
     * @param missing what is lacking of each action that is not held, by key
     */
    record Forbidden(Action action, Optional<SpaceId> space, List<Missing> missing) implements Refusal {
        public Forbidden {
            missing = List.copyOf(missing);
        }

        @Override
        public Reason reason() {
            return Reason.ACTION_NOT_PERMITTED;
        }
    }

    /** 503: not enough is known. Never an allow and never a denial. */
    record Undecided(Reason reason) implements Refusal, Admission {}
}
