package dev.mandate.bench.engine;

import dev.mandate.engine.Caller;
import dev.mandate.engine.Decision;
import dev.mandate.engine.Engine;
import dev.mandate.engine.Request;
import dev.mandate.engine.View;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.uri.CanonicalPath;
import dev.mandate.engine.uri.Query;
import java.time.Instant;
import java.util.List;

/** Mandate, asked with method and path: beside it only Spring Security finds the action by itself. */
public final class MandateRequest implements MeasuredEngine {
    private static final AppId APP = new AppId("app");
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private Workload workload = new Workload(0);
    private List<View> views = List.of();

    @Override
    public String name() {
        return "mandate-request";
    }

    @Override
    public void load(Workload facts) {
        workload = facts;
        views = new MandateLog(facts).views();
    }

    @Override
    public Ask prepare(Question question) {
        int tenant = workload.tenant(question.user());
        View view = views.get(tenant);
        Caller caller = new Caller(
                new TenantId(Workload.tenantName(tenant)), new UserId(Workload.userName(question.user())), APP);
        Request request = new Request(question.action().method(), CanonicalPath.parse(question.path()), Query.NONE);
        return () -> Engine.decide(view, caller, request, NOW) instanceof Decision.Allow;
    }
}
