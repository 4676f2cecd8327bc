package dev.mandate.bench.peers;

import dev.mandate.bench.engine.ApiAction;
import dev.mandate.bench.engine.EntityRight;
import dev.mandate.bench.engine.Offer;
import dev.mandate.bench.engine.Question;
import dev.mandate.bench.engine.MeasuredEngine;
import dev.mandate.bench.engine.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;

/**
 * jCasbin, RBAC with domains. It looks at its policies one after the other, so each tenant has an enforcer of its own, as its
 * documentation advises for many tenants; the domain is the tenant for user roles and the channel for entity roles; and the
 * matcher compares the action first, which spares most of the role lookups.
 */
public class CasbinSubject implements MeasuredEngine {
    private static final String MODEL = """
            [request_definition]
            r = sub, dom, act
            [policy_definition]
            p = sub, act
            [role_definition]
            g = _, _, _
            [policy_effect]
            e = some(where (p.eft == allow))
            [matchers]
            m = r.act == p.act && g(r.sub, p.sub, r.dom)
            """;
    private static final String TENANT = "tenant";

    private final List<Enforcer> enforcers = new ArrayList<>();
    private Workload workload = new Workload(0);

    @Override
    public String name() {
        return "jcasbin";
    }

    @Override
    public void load(Workload facts) {
        workload = facts;
        List<Model> models = IntStream.range(0, Workload.TENANTS)
                .mapToObj(tenant -> model(facts, tenant))
                .toList();
        for (int user = 0; user < facts.users(); user++) {
            addUser(models.get(facts.tenant(user)), facts, user);
        }
        models.forEach(model -> enforcers.add(started(model)));
    }

    /** An enforcer without policies, to be given them. */
    Enforcer enforcer(Model model) {
        return new Enforcer(model);
    }

    private Enforcer started(Model model) {
        Enforcer enforcer = enforcer(model);
        enforcer.enableLog(false);
        enforcer.buildRoleLinks();
        return enforcer;
    }

    private static Model model(Workload facts, int tenant) {
        Model model = Model.newModelFromString(MODEL);
        for (int role = 0; role < Workload.ROLES; role++) {
            for (ApiAction action : facts.switchedOn(tenant, role)) {
                model.addPolicy("p", "p", List.of(Workload.roleName(role), action.key()));
            }
        }
        for (EntityRight right : Offer.RIGHTS) {
            Offer.ACTIONS.stream()
                    .filter(right::grants)
                    .forEach(action -> model.addPolicy("p", "p", List.of(right.role(), action.key())));
        }
        return model;
    }

    private static void addUser(Model model, Workload facts, int user) {
        String name = Workload.userName(user);
        String channel = facts.channel(user);
        model.addPolicy("g", "g", List.of(name, facts.role(user), TENANT));
        facts.rights(user).forEach(right -> model.addPolicy("g", "g", List.of(name, right.role(), channel)));
    }

    @Override
    public Ask prepare(Question question) {
        Enforcer enforcer = enforcers.get(workload.tenant(question.user()));
        String user = Workload.userName(question.user());
        String domain = question.action().switched() ? TENANT : question.channel();
        String action = question.action().key();
        return () -> enforcer.enforce(user, domain, action);
    }
}
