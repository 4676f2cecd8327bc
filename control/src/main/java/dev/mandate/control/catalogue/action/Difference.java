package dev.mandate.control.catalogue.action;

import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.RoleOffer;
import dev.mandate.engine.id.ActionId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an import changes of an API's actions. Retired and pending-again actions are given as they were before; added and
 * revived ones as they are after.
 *
 * @param added never seen before
 * @param retired left the document
 * @param revived retired before, and back with every switch at None
 * @param pendingAgain in the document as before, but to be activated anew
 * @param narrowed entity roles that the API lists no more, or that grant less
 * @param moves proposed, those of earlier imports among them
 */
public record Difference(
        List<Action> added,
        List<Action> retired,
        List<Action> revived,
        List<Action> pendingAgain,
        List<String> narrowed,
        List<Move> moves) {
    /** Of the API as it was and as it will be. */
    public static Difference of(@Nullable Api before, Api after) {
        Map<ActionId, Action> known = before == null
                ? Map.of()
                : before.actions().stream().collect(Collectors.toMap(Action::id, Function.identity()));
        List<Action> added = new ArrayList<>();
        List<Action> retired = new ArrayList<>();
        List<Action> revived = new ArrayList<>();
        List<Action> pendingAgain = new ArrayList<>();
        for (Action action : after.actions()) {
            Action earlier = known.get(action.id());
            boolean served = !is(action, ActionStatus.RETIRED);
            if (earlier == null) {
                added.add(action);
            } else if (is(earlier, ActionStatus.RETIRED) && served) {
                revived.add(action);
            } else if (!is(earlier, ActionStatus.RETIRED) && !served) {
                retired.add(earlier);
            } else if (is(earlier, ActionStatus.ACTIVE) && is(action, ActionStatus.PENDING)) {
                pendingAgain.add(earlier);
            }
        }
        return new Difference(
                added,
                retired,
                revived,
                pendingAgain,
                before == null ? List.of() : narrowed(before.offers(), after.offers()),
                Move.proposed(after));
    }

    /** The same with more actions to be activated anew. */
    public Difference pendingToo(List<Action> more) {
        List<Action> all = Stream.concat(pendingAgain.stream(), more.stream()).toList();
        return new Difference(added, retired, revived, all, narrowed, moves);
    }

    private static boolean is(Action action, ActionStatus status) {
        return action.status() == status;
    }

    private static List<String> narrowed(List<RoleOffer> before, List<RoleOffer> after) {
        return before.stream()
                .filter(b -> find(after, b)
                        .filter(a -> a.operations().containsAll(b.operations()))
                        .isEmpty())
                .map(b -> b.role().name())
                .sorted()
                .toList();
    }

    private static Optional<RoleOffer> find(List<RoleOffer> offers, RoleOffer like) {
        return offers.stream().filter(o -> o.role().equals(like.role())).findFirst();
    }

    /** The actions in force that this takes out of force: held by nobody afterwards. */
    public List<Action> losing() {
        List<Action> losing = new ArrayList<>(pendingAgain);
        retired.stream().filter(a -> is(a, ActionStatus.ACTIVE)).forEach(losing::add);
        return losing;
    }

    /** Whether somebody may lose something. */
    public boolean takesAway() {
        return !losing().isEmpty() || !narrowed.isEmpty();
    }

    /** The actions of which it matters who has them: what is lost, and what could be carried. */
    public Set<ActionId> concerned() {
        Set<ActionId> concerned = new HashSet<>();
        losing().forEach(a -> concerned.add(a.id()));
        moves.forEach(m -> concerned.add(m.from().id()));
        return concerned;
    }
}
