package dev.mandate.control.connector;

import dev.mandate.control.connector.ConnectorReadiness.Check;
import dev.mandate.control.connector.ConnectorReadiness.Finding;
import dev.mandate.control.connector.ConnectorReadiness.ForModule;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.Caller;
import dev.mandate.engine.View;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.Connector;
import dev.mandate.engine.search.Enabling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An app's user held against one connector, module by module. */
final class ConnectorSurvey {
    private final CommandState state;
    private final Optional<Caller> caller;
    private final Aim aim;
    private final Instant now;

    /**
     * @param caller the app with its user; empty if it has none, when its lines are not looked at
     */
    ConnectorSurvey(CommandState state, Optional<Caller> caller, Aim aim, Instant now) {
        this.state = state;
        this.caller = caller;
        this.aim = aim;
        this.now = now;
    }

    /**
     * What was found.
     *
     * <p>Where nobody said which modules the app uses, one that has all that it requires is enough, and those that lack
     * something are shown without being counted: to ask for them too would make a studio give more than is needed.
     *
     * @param able whether nothing about the app itself blocks
     */
    ConnectorReadiness.ForConnector part(boolean able) {
        List<Finding> own = own();
        boolean ableHere = able && ConnectorReadiness.none(own);
        List<ForModule> modules = aim.connector() == null ? List.of() : modules(ableHere);
        List<ForModule> counted = counted(modules);
        List<Finding> findings = new ArrayList<>(own);
        counted.forEach(module -> findings.addAll(module.findings()));
        if (!aim.stated() && modules.size() > 1 && !modules.stream().allMatch(ForModule::ready)) {
            findings.add(
                    new Finding(
                            Check.MODULES_UNSTATED,
                            aim.id(),
                            "which of its modules the app uses is not known: set the app's `connectors`, or ask with `&module=`"));
        }
        boolean ready = ableHere && counted.stream().allMatch(ForModule::ready);
        return new ConnectorReadiness.ForConnector(aim.id(), ready, findings, modules);
    }

    private List<ForModule> counted(List<ForModule> modules) {
        List<ForModule> ready = modules.stream().filter(ForModule::ready).toList();
        return aim.stated() || ready.isEmpty() ? modules : ready;
    }

    private List<Finding> own() {
        Connector connector = aim.connector();
        if (connector == null) {
            return List.of(new Finding(
                    Check.UNKNOWN_CONNECTOR,
                    aim.id(),
                    "the platform does not offer this connector any more: take it out of the app's `connectors`"));
        }
        List<Finding> findings = new ArrayList<>();
        if (!state.view().tenant().tenancy().apis().contains(connector.api())) {
            findings.add(new Finding(
                    Check.NOT_IN_FORCE, connector.api().value(), "the api is not enabled for this tenant: enable it"));
        }
        caller.ifPresent(c -> findings.addAll(
                entity(connector)
                        ? grants(connector, c).reach()
                        : switches(connector, c).reach()));
        return findings;
    }

    private boolean entity(Connector connector) {
        return InForce.api(state, connector.api())
                .filter(api -> api.kind() == ApiKind.ENTITY)
                .isPresent();
    }

    private EntityGrants grants(Connector connector, Caller of) {
        return new EntityGrants(enabled(connector), of, now);
    }

    private Switches switches(Connector connector, Caller of) {
        return new Switches(enabled(connector), of.user(), now);
    }

    /** That the API is disabled is a finding of its own, so no role is found to lack what it holds once that is enabled. */
    private View enabled(Connector connector) {
        return Enabling.of(state.view(), connector.api(), now);
    }

    private List<ForModule> modules(boolean able) {
        Connector connector = aim.connector();
        Map<String, Action> inForce = connector == null
                ? Map.of()
                : InForce.of(state, connector.api()).stream()
                        .collect(Collectors.toMap(a -> a.key().toString(), Function.identity()));
        Map<String, String> lacking = lacking(inForce);
        List<ForModule> modules = new ArrayList<>();
        for (String module : aim.modules()) {
            List<Finding> findings = aim.lines(module)
                    .map(lines -> lines(module, lines, inForce.keySet(), lacking))
                    .orElseGet(() -> List.of(new Finding(
                            Check.UNKNOWN_MODULE,
                            module,
                            "the connector does not have this module any more: set the app's `connectors` again",
                            module)));
            modules.add(new ForModule(module, able && ConnectorReadiness.none(findings), findings));
        }
        return modules;
    }

    private static List<Finding> lines(
            String module, Connector.Lines lines, Set<String> inForce, Map<String, String> lacking) {
        Set<String> required = keys(lines.required());
        Set<String> optional = keys(lines.optional());
        optional.removeAll(required);
        List<Finding> findings = new ArrayList<>();
        findings.addAll(notInForce(Check.NOT_IN_FORCE, module, required, inForce));
        findings.addAll(notInForce(Check.OPTIONAL_NOT_IN_FORCE, module, optional, inForce));
        required.stream()
                .filter(lacking::containsKey)
                .forEach(
                        k -> findings.add(new Finding(Check.MISSING_REQUIRED, k, lacking.getOrDefault(k, ""), module)));
        optional.stream()
                .filter(lacking::containsKey)
                .forEach(k -> findings.add(new Finding(
                        Check.MISSING_OPTIONAL, k, lacking.getOrDefault(k, "") + " if it is used", module)));
        return findings;
    }

    private static List<Finding> notInForce(Check check, String module, Set<String> lines, Set<String> inForce) {
        String message = "the action is pending or has left the api: the platform's operator activates actions";
        return lines.stream()
                .filter(k -> !inForce.contains(k))
                .map(k -> new Finding(check, k, message, module))
                .toList();
    }

    private static Set<String> keys(Set<ActionKey> lines) {
        return lines.stream().map(ActionKey::toString).collect(Collectors.toCollection(TreeSet::new));
    }

    /** By line what to do about it, for those that the user does not hold and could. */
    private Map<String, String> lacking(Map<String, Action> inForce) {
        Connector connector = aim.connector();
        if (connector == null || caller.isEmpty()) {
            return Map.of();
        }
        if (!entity(connector)) {
            Set<String> served = keys(InForce.served(state, connector.api()).stream()
                    .map(Action::key)
                    .collect(Collectors.toSet()));
            served.retainAll(aim.keys());
            return switches(connector, caller.get()).lacking(served);
        }
        EntityGrants grants = grants(connector, caller.get());
        Map<String, String> lacking = new TreeMap<>();
        for (String key : aim.keys()) {
            Optional.ofNullable(inForce.get(key))
                    .flatMap(grants::lacking)
                    .ifPresent(message -> lacking.put(key, message));
        }
        return lacking;
    }
}
