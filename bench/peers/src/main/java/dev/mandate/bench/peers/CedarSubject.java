package dev.mandate.bench.peers;

import com.cedarpolicy.AuthorizationEngine;
import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.model.Context;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.CedarList;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.Value;
import dev.mandate.bench.engine.ApiAction;
import dev.mandate.bench.engine.Offer;
import dev.mandate.bench.engine.Question;
import dev.mandate.bench.engine.MeasuredEngine;
import dev.mandate.bench.engine.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Cedar through its Java binding. It evaluates every policy of a set, so rights are data and two policies do for all tenants:
 * the context says which roles hold the action. They are parsed once and kept on the native side; with each question go, as
 * JSON over JNI, the principal and that context alone.
 */
public final class CedarSubject implements MeasuredEngine {
    private static final EntityTypeName USER = type("User");
    private static final EntityTypeName ROLE = type("Role");
    private static final EntityTypeName ACTION = type("Action");
    private static final EntityTypeName CHANNEL = type("Channel");
    private static final Set<Policy> POLICIES = Set.of(
            new Policy(
                    "permit(principal, action, resource) when { context.holders.contains(principal.role) };",
                    "switches"),
            new Policy(
                    "permit(principal, action, resource)"
                            + " when { resource == principal.channel && context.holders.containsAny(principal.rights) };",
                    "rights"));

    private final AuthorizationEngine engine = new BasicAuthorizationEngine();
    private final PolicySet policies = new PolicySet(POLICIES);
    private Context[][] contexts = {};
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
        contexts = IntStream.range(0, Workload.TENANTS)
                .mapToObj(tenant -> contexts(facts, tenant))
                .toArray(Context[][]::new);
        users = IntStream.range(0, facts.users())
                .mapToObj(user -> user(facts, user))
                .toArray(Entity[]::new);
    }

    /** By action of a tenant, the roles that hold it there. */
    private static Context[] contexts(Workload facts, int tenant) {
        List<List<Value>> holders =
                Offer.ACTIONS.stream().map(CedarSubject::granting).toList();
        for (int role = 0; role < Workload.ROLES; role++) {
            EntityUID holder = ROLE.of(Workload.roleName(role));
            facts.switchedOn(tenant, role)
                    .forEach(action -> holders.get(action.index()).add(holder));
        }
        return holders.stream()
                .map(list -> new Context(Map.<String, Value>of("holders", new CedarList(list))))
                .toArray(Context[]::new);
    }

    private static List<Value> granting(ApiAction action) {
        List<Value> roles = new ArrayList<>();
        Offer.RIGHTS.stream().filter(right -> right.grants(action)).forEach(right -> roles.add(ROLE.of(right.role())));
        return roles;
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
        Context context =
                contexts[workload.tenant(question.user())][question.action().index()];
        Set<Entity> entities = Set.of(user);
        AuthorizationRequest request = new AuthorizationRequest(
                user.getEUID(), ACTION.of(question.action().key()), CHANNEL.of(question.channel()), context);
        return () -> allowed(engine.isAuthorized(request, policies, entities).success);
    }

    private static boolean allowed(Optional<AuthorizationSuccessResponse> answer) {
        return answer.orElseThrow(() -> new IllegalStateException("cedar did not answer"))
                .isAllowed();
    }
}
