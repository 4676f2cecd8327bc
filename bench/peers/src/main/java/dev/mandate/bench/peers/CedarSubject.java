package dev.mandate.bench.peers;

import com.cedarpolicy.AuthorizationEngine;
import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.CedarList;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.Value;
import dev.mandate.bench.engine.Offer;
import dev.mandate.bench.engine.Question;
import dev.mandate.bench.engine.Subject;
import dev.mandate.bench.engine.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Cedar through its Java binding. Rights are data, so that two policies do for all tenants: an action is a member of the roles
 * that hold it. They are parsed once and kept on the native side; with each question go, as JSON over JNI, the principal and
 * the action alone.
 */
public final class CedarSubject implements Subject {
    private static final EntityTypeName USER = type("User");
    private static final EntityTypeName ROLE = type("Role");
    private static final EntityTypeName ACTION = type("Action");
    private static final EntityTypeName CHANNEL = type("Channel");
    private static final Set<Policy> POLICIES = Set.of(
            new Policy("permit(principal, action, resource) when { action in principal.role };", "switches"),
            new Policy(
                    "permit(principal, action, resource)"
                            + " when { resource == principal.channel && action in principal.rights };",
                    "rights"));

    private final AuthorizationEngine engine = new BasicAuthorizationEngine();
    private final PolicySet policies = new PolicySet(POLICIES);
    private Entity[][] actions = {};
    private Entity[] users = {};
    private Workload workload = new Workload(0);

    private static EntityTypeName type(String name) {
        return EntityTypeName.parse(name).orElseThrow();
    }

    @Override
    public String name() {
        return "cedar";
    }

    @Override
    public void load(Workload facts) throws CacheException {
        workload = facts;
        policies.cache();
        actions = IntStream.range(0, Workload.TENANTS)
                .mapToObj(tenant -> actions(facts, tenant))
                .toArray(Entity[][]::new);
        users = IntStream.range(0, facts.users())
                .mapToObj(user -> user(facts, user))
                .toArray(Entity[]::new);
    }

    /** The actions of a tenant by index, each with the roles that hold it there. */
    private static Entity[] actions(Workload facts, int tenant) {
        List<Set<EntityUID>> roles = Offer.ACTIONS.stream()
                .map(action -> Offer.RIGHTS.stream()
                        .filter(right -> right.grants(action))
                        .map(right -> ROLE.of(right.role()))
                        .collect(Collectors.toSet()))
                .toList();
        for (int role = 0; role < Workload.ROLES; role++) {
            EntityUID holder = ROLE.of(Workload.roleName(role));
            facts.switchedOn(tenant, role)
                    .forEach(action -> roles.get(action.index()).add(holder));
        }
        return Offer.ACTIONS.stream()
                .map(action -> new Entity(ACTION.of(action.key()), roles.get(action.index())))
                .toArray(Entity[]::new);
    }

    private static Entity user(Workload facts, int user) {
        List<Value> rights = facts.rights(user).stream()
                .<Value>map(right -> ROLE.of(right.role()))
                .toList();
        Map<String, Value> attributes = Map.of(
                "role", ROLE.of(facts.role(user)),
                "channel", CHANNEL.of(facts.channel(user)),
                "rights", new CedarList(rights));
        return new Entity(USER.of(Workload.userName(user)), attributes, Set.of());
    }

    @Override
    public Ask prepare(Question question) {
        Entity user = users[question.user()];
        Entity action =
                actions[workload.tenant(question.user())][question.action().index()];
        Set<Entity> entities = Set.of(user, action);
        AuthorizationRequest request =
                new AuthorizationRequest(user.getEUID(), action.getEUID(), CHANNEL.of(question.channel()), Map.of());
        return () -> allowed(engine.isAuthorized(request, policies, entities).success);
    }

    private static boolean allowed(Optional<AuthorizationSuccessResponse> answer) {
        return answer.orElseThrow(() -> new IllegalStateException("cedar did not answer"))
                .isAllowed();
    }
}
