package dev.mandate.bench.sapl;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mandate.bench.engine.ApiAction;
import dev.mandate.bench.engine.EntityRight;
import dev.mandate.bench.engine.Offer;
import dev.mandate.bench.engine.Question;
import dev.mandate.bench.engine.MeasuredEngine;
import dev.mandate.bench.engine.Workload;
import io.sapl.api.interpreter.Val;
import io.sapl.api.pdp.AuthorizationSubscription;
import io.sapl.api.pdp.Decision;
import io.sapl.interpreter.InitializationException;
import io.sapl.interpreter.combinators.PolicyDocumentCombiningAlgorithm;
import io.sapl.pdp.EmbeddedPolicyDecisionPoint;
import io.sapl.pdp.PolicyDecisionPointFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * SAPL, embedded: two policies that look the rights up in two variables. It knows no users; whoever asks brings the user's
 * attributes, which lie ready here as the JSON that it takes.
 */
public final class SaplSubject implements MeasuredEngine {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> POLICIES = List.of("""
            policy "switches"
            permit
            where
              resource == "";
              switches[(subject.tenant)][(subject.role)][(action)] == true;
            """, """
            policy "entity roles"
            permit
            where
              resource == subject.channel;
              rights[(action)][0] in subject.rights || rights[(action)][1] in subject.rights;
            """);

    private EmbeddedPolicyDecisionPoint decider = decider(Map.of());
    private ObjectNode[] users = {};

    @Override
    public String name() {
        return "sapl";
    }

    @Override
    public void load(Workload facts) {
        decider = decider(Map.of("switches", Val.of(switches(facts)), "rights", Val.of(rights())));
        users = IntStream.range(0, facts.users())
                .mapToObj(user -> user(facts, user))
                .toArray(ObjectNode[]::new);
    }

    private static EmbeddedPolicyDecisionPoint decider(Map<String, Val> variables) {
        try {
            return PolicyDecisionPointFactory.fixedInRamPolicyDecisionPoint(
                    POLICIES, PolicyDocumentCombiningAlgorithm.DENY_UNLESS_PERMIT, variables);
        } catch (InitializationException e) {
            throw new IllegalStateException("sapl did not take the policies", e);
        }
    }

    private static ObjectNode switches(Workload facts) {
        ObjectNode tenants = JSON.objectNode();
        for (int tenant = 0; tenant < Workload.TENANTS; tenant++) {
            ObjectNode roles = tenants.putObject(Workload.tenantName(tenant));
            for (int role = 0; role < Workload.ROLES; role++) {
                ObjectNode actions = roles.putObject(Workload.roleName(role));
                facts.switchedOn(tenant, role).forEach(action -> actions.put(action.key(), true));
            }
        }
        return tenants;
    }

    /** By action the entity roles that grant it, two of them. */
    private static ObjectNode rights() {
        ObjectNode rights = JSON.objectNode();
        for (ApiAction action : Offer.ACTIONS) {
            ArrayNode roles = rights.putArray(action.key());
            Offer.RIGHTS.stream().filter(r -> r.grants(action)).forEach(r -> roles.add(r.role()));
            while (roles.size() < 2) {
                roles.add("");
            }
        }
        return rights;
    }

    private static ObjectNode user(Workload facts, int user) {
        ObjectNode attributes = JSON.objectNode();
        attributes.put("tenant", Workload.tenantName(facts.tenant(user)));
        attributes.put("role", facts.role(user));
        attributes.put("channel", facts.channel(user));
        ArrayNode rights = attributes.putArray("rights");
        facts.rights(user).stream().map(EntityRight::role).forEach(rights::add);
        return attributes;
    }

    @Override
    public Ask prepare(Question question) {
        AuthorizationSubscription subscription = new AuthorizationSubscription(
                users[question.user()],
                JSON.textNode(question.action().key()),
                JSON.textNode(question.channel()),
                JSON.objectNode());
        return () -> Objects.requireNonNull(decider.decide(subscription).blockFirst())
                        .getDecision()
                == Decision.PERMIT;
    }
}
