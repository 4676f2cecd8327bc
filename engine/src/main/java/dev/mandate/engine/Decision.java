package dev.mandate.engine;

import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.SpaceParameter;
import dev.mandate.engine.id.SpaceId;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/**
 * The engine's answer to a request. Only {@link Allow} lets the request through; {@link Undecided} neither allows nor
 * denies it.
 */
public sealed interface Decision {
    /**
     * The request is forwarded to the upstream.
     *
     * @param action the allowed action; the first by key if several actions share the request
     * @param space the space that the request named; empty if its action names none
     */
    record Allow(Api api, Action action, Optional<SpaceId> space) implements Decision {}

    /** The request is not forwarded; the gateway answers with the reason's status. */
    sealed interface Refusal extends Decision {
        Reason reason();
    }

    /** 401: tenant, app, user, credential or token is unknown, disabled or revoked. */
    record Unauthenticated(Reason reason) implements Refusal, Admission {}

    /** 404: no action of an enabled API has this path. */
    record UnknownPath() implements Refusal {
        @Override
        public Reason reason() {
            return Reason.PATH_UNKNOWN;
        }
    }

    /**
     * 405: the path has actions, but none with this method.
     *
     * @param allow the methods that the path has
     */
    record OtherMethod(SortedSet<String> allow) implements Refusal {
        @Override
        public Reason reason() {
            return Reason.METHOD_NOT_ALLOWED;
        }
    }

    /**
     * 400: the request does not name one space clearly. It repeats the parameter, spells it in a way that parsers read
     * differently, or omits it where it is required.
     */
    record UnclearSpace(Reason reason, Action action, SpaceParameter parameter) implements Refusal {}

    /**
     * 404: the user does not reach the named space, or no such space exists.
     *
     * @param space the name as the request spelled it
     */
    record HiddenSpace(Action action, SpaceParameter parameter, String space) implements Refusal {
        @Override
        public Reason reason() {
            return Reason.SPACE_NOT_REACHED;
        }
    }

    /**
     * 403: the user does not hold the action, or not every action that shares the request.
     *
     * @param action the first action that the user does not hold
     * @param missing what the user lacks, one element for each action that it does not hold, ordered by key
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

    /** 503: the state is too old to decide on. Neither an allow nor a denial. */
    record Undecided(Reason reason) implements Refusal, Admission {}
}
