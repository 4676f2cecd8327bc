package dev.mandate.control.catalogue;

import dev.mandate.control.api.command.Refusals;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * The body of an activation.
 *
 * @param actions {@code "all"} or keys; may be absent if moves are named
 * @param moves by the new key, the old one
 */
record ActivationForm(@Nullable Object actions, @Nullable Map<String, @Nullable String> moves) {
    /**
     * Returns what is wanted.
     *
     * @throws dev.mandate.control.log.command.Refusal 400 if the actions are neither all nor keys
     */
    Activation.Wanted wanted() {
        SequencedMap<String, String> named = new LinkedHashMap<>();
        if (moves != null) {
            moves.forEach((to, from) -> named.put(to, Objects.requireNonNullElse(from, "")));
        }
        boolean movesAlone = actions == null && !named.isEmpty();
        return new Activation.Wanted(movesAlone ? Optional.empty() : Optional.of(choice()), named);
    }

    private Activation.Choice choice() {
        return switch (actions) {
            case String all when all.equals("all") -> new Activation.Choice.All();
            case List<?> keys ->
                new Activation.Choice.Keys(keys.stream().map(String::valueOf).toList());
            case null, default -> throw Refusals.malformed("actions", "must be `\"all\"` or a list of action keys");
        };
    }
}
