package dev.mandate.engine;

import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.Need;
import dev.mandate.engine.catalogue.SpaceParameter;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.template.Endpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A decision in the form in which two engines are compared.
 *
 * @param refusal empty for an allow
 * @param space the space of the decision, as the request spelled it
 * @param missing the pairs not held, with the roles that grant each
 * @param lacking the actions not held, of those that share the request
 */
public record ComparedDecision(
        Optional<Reason> refusal,
        Optional<ActionKey> action,
        Optional<String> space,
        Map<Need, Set<EntityRole>> missing,
        Set<ActionKey> lacking,
        Set<String> methods) {

    ComparedDecision(
            Optional<Reason> refusal,
            Optional<ActionKey> action,
            Optional<String> space,
            Map<Need, Set<EntityRole>> missing,
            Set<String> methods) {
        this(refusal, action, space, missing, Set.of(), methods);
    }

    /** Returns a refusal that names no action and no space. */
    public static ComparedDecision refused(Reason reason) {
        return new ComparedDecision(Optional.of(reason), Optional.empty(), Optional.empty(), Map.of(), Set.of());
    }

    /** Converts the engine's decision. */
    public static ComparedDecision of(Decision decision) {
        return switch (decision) {
            case Decision.Allow(var api, var action, var space) ->
                new ComparedDecision(Optional.empty(), Optional.of(action.key()), text(space), Map.of(), Set.of());
            case Decision.Forbidden(var action, var space, var missing) ->
                new ComparedDecision(
                        Optional.of(Reason.ACTION_NOT_PERMITTED),
                        Optional.of(action.key()),
                        text(space),
                        pairs(missing),
                        missing.stream().map(Missing::action).collect(Collectors.toSet()),
                        Set.of());
            case Decision.HiddenSpace(var action, SpaceParameter p, String space) ->
                new ComparedDecision(
                        Optional.of(Reason.SPACE_NOT_REACHED),
                        Optional.of(action.key()),
                        Optional.of(space),
                        Map.of(),
                        Set.of());
            case Decision.UnclearSpace(var reason, var action, var parameter) ->
                new ComparedDecision(
                        Optional.of(reason), Optional.of(action.key()), Optional.empty(), Map.of(), Set.of());
            case Decision.OtherMethod(var allow) ->
                new ComparedDecision(
                        Optional.of(Reason.METHOD_NOT_ALLOWED), Optional.empty(), Optional.empty(), Map.of(), allow);
            case Decision.UnknownPath() -> refused(Reason.PATH_UNKNOWN);
            case Decision.Unauthenticated(var reason) -> refused(reason);
            case Decision.Undecided(var reason) -> refused(reason);
        };
    }

    /** Converts a ruling on an action in a space, as the request spelled it. */
    static ComparedDecision of(Ruling ruling, Endpoint endpoint, Optional<String> space) {
        Optional<Reason> refusal = switch (ruling) {
            case Ruling.Held held -> Optional.empty();
            case Ruling.Hidden hidden -> Optional.of(Reason.SPACE_NOT_REACHED);
            case Ruling.Lacking lacking -> Optional.of(Reason.ACTION_NOT_PERMITTED);
        };
        Map<Need, Set<EntityRole>> missing =
                ruling instanceof Ruling.Lacking lacking ? pairs(List.of(lacking.missing())) : Map.of();
        ActionKey key = endpoint.action().key();
        Set<ActionKey> lacking = ruling instanceof Ruling.Lacking ? Set.of(key) : Set.of();
        return new ComparedDecision(refusal, Optional.of(key), space, missing, lacking, Set.of());
    }

    private static Optional<String> text(Optional<SpaceId> space) {
        return space.map(SpaceId::value);
    }

    private static Map<Need, Set<EntityRole>> pairs(List<Missing> missing) {
        return missing.stream()
                .flatMap(one -> one.needs().stream())
                .collect(Collectors.toMap(Missing.Pair::need, pair -> Set.copyOf(pair.anyRole()), (a, b) -> a));
    }

    @Override
    public String toString() {
        String what = refusal.map(r -> r.status() + " " + r).orElse("allow");
        return what
                + action.map(a -> ", action " + a).orElse("")
                + space.map(s -> ", space " + s).orElse("")
                + (missing.isEmpty() ? "" : ", missing " + missing)
                + (lacking.isEmpty() ? "" : ", lacking " + lacking)
                + (methods.isEmpty() ? "" : ", methods " + methods);
    }
}
