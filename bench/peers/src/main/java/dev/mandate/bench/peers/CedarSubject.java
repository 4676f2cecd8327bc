package dev.mandate.bench.peers;

import com.cedarpolicy.AuthorizationEngine;
import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationSuccessResponse;
import com.cedarpolicy.model.entity.Entity;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.EntityTypeName;
import com.cedarpolicy.value.EntityUID;
import dev.mandate.bench.engine.ApiAction;
import dev.mandate.bench.engine.EntityRight;
import dev.mandate.bench.engine.Offer;
import dev.mandate.bench.engine.Question;
import dev.mandate.bench.engine.Subject;
import dev.mandate.bench.engine.Workload;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Cedar through its Java binding: a policy a role, the policy set of each tenant parsed once and kept on the native side. With
 * each question go, as JSON over JNI, the principal and its roles alone.
 */
public final class CedarSubject implements Subject {
    private static final EntityTypeName USER = type("User");
    private static final EntityTypeName ROLE = type("Role");
    private static final EntityTypeName ACTION = type("Action");
    private static final EntityTypeName CHANNEL = type("Channel");

    private final AuthorizationEngine engine = new BasicAuthorizationEngine();
    private PolicySet[] policies = {};
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
        PolicySet.setCacheMaxPolicySets(Workload.TENANTS);
        policies = IntStream.range(0, Workload.TENANTS)
                .mapToObj(tenant -> policies(facts, tenant))
                .toArray(PolicySet[]::new);
        for (PolicySet set : policies) {
            set.cache();
        }
        users = IntStream.range(0, facts.users())
                .mapToObj(user -> user(facts, user))
                .toArray(Entity[]::new);
    }

    private static PolicySet policies(Workload facts, int tenant) {
        Stream<Policy> roles = IntStream.range(0, Workload.ROLES)
                .mapToObj(role -> policy(Workload.roleName(role), facts.switchedOn(tenant, role), ""));
        Stream<Policy> rights = Offer.RIGHTS.stream().map(CedarSubject::policy);
        return new PolicySet(Stream.concat(roles, rights).collect(Collectors.toSet()));
    }

    private static Policy policy(EntityRight right) {
        List<ApiAction> granted = Offer.ACTIONS.stream().filter(right::grants).toList();
        return policy(right.role(), granted, " when { resource == principal.channel }");
    }

    private static Policy policy(String role, List<ApiAction> actions, String condition) {
        String list =
                actions.stream().map(a -> "Action::\"" + a.key() + "\"").collect(Collectors.joining(", ", "[", "]"));
        String scope = "permit(principal in Role::\"" + role + "\", action in " + list + ", resource)";
        return new Policy(scope + condition + ";", role);
    }

    private static Entity user(Workload facts, int user) {
        Set<EntityUID> roles = new HashSet<>();
        roles.add(ROLE.of(facts.role(user)));
        facts.rights(user).forEach(right -> roles.add(ROLE.of(right.role())));
        return new Entity(USER.of(Workload.userName(user)), Map.of("channel", CHANNEL.of(facts.channel(user))), roles);
    }

    @Override
    public Ask prepare(Question question) {
        PolicySet set = policies[workload.tenant(question.user())];
        Set<Entity> entities = Set.of(users[question.user()]);
        AuthorizationRequest request = new AuthorizationRequest(
                USER.of(Workload.userName(question.user())),
                ACTION.of(question.action().key()),
                CHANNEL.of(question.channel()),
                Map.of());
        return () -> allowed(engine.isAuthorized(request, set, entities).success);
    }

    private static boolean allowed(Optional<AuthorizationSuccessResponse> answer) {
        return answer.orElseThrow(() -> new IllegalStateException("cedar did not answer"))
                .isAllowed();
    }
}
