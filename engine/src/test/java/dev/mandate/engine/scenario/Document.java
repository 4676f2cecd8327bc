package dev.mandate.engine.scenario;

import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.Demand;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.catalogue.Need;
import dev.mandate.engine.catalogue.RoleOffer;
import dev.mandate.engine.catalogue.SpaceParameter;
import dev.mandate.engine.id.ApiId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An API as a scenario writes it.
 *
 * @param builtIn whether the control plane serves the API itself, so that it has no upstream
 * @param roles the entity roles that the API lists
 * @param scopes by role, the operations of a scope that is neither VIEWER nor ADMINISTRATOR
 */
record Document(
        ApiId id,
        ApiKind kind,
        boolean builtIn,
        String basePath,
        List<EntityRole> roles,
        Map<String, Set<String>> scopes,
        List<Operation> operations) {

    /**
     * One operation of the document.
     *
     * @param call {@code METHOD template}
     * @param needs pairs, each written {@code ENTITY operation}
     */
    record Operation(
            String call,
            Optional<ActionStatus> status,
            Set<String> needs,
            boolean self,
            boolean administrators,
            Optional<SpaceParameter> space,
            Optional<String> operationId,
            List<String> modules,
            int precedence) {

        Action action() {
            return new Action(
                    ScenarioForm.actionId(call),
                    ActionKey.parse(call),
                    status.orElse(ActionStatus.ACTIVE),
                    new Demand(needs.stream().map(Operation::need).collect(Collectors.toSet()), self, administrators),
                    space,
                    operationId,
                    modules,
                    precedence);
        }

        static Need need(String text) {
            String[] words = text.split(" ", 2);
            return new Need(words[0], words[1]);
        }
    }

    /**
     * A second import of the same document.
     *
     * @param drop calls that the document no longer lists
     * @param put new or changed operations
     */
    record Reimport(ApiId api, List<String> drop, List<Operation> put) {
        Api of(Api before) {
            List<Action> actions = new ArrayList<>();
            for (Action a : before.actions()) {
                boolean dropped = drop.contains(a.key().toString());
                if (put.stream().noneMatch(p -> p.action().id().equals(a.id()))) {
                    actions.add(dropped ? a.with(ActionStatus.RETIRED) : a);
                }
            }
            put.forEach(p -> actions.add(p.action()));
            return new Api(before.id(), before.kind(), before.upstream(), before.basePath(), before.offers(), actions);
        }
    }

    Api api() {
        List<RoleOffer> offers = roles.stream()
                .map(role -> RoleOffer.derived(role, scopes.getOrDefault(role.name(), Set.of())))
                .toList();
        return new Api(
                id,
                kind,
                builtIn ? "" : "http://upstream.test",
                basePath,
                offers,
                operations.stream().map(Operation::action).toList());
    }
}
