package dev.mandate.bench.engine;

import dev.mandate.engine.Engine;
import dev.mandate.engine.Ruling;
import dev.mandate.engine.View;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.route.Route;
import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.uri.CanonicalPath;
import java.time.Instant;
import java.util.List;

/** Mandate, asked as the peers are: with the id of a user, an action and the space. */
public final class MandateSubject implements MeasuredEngine {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private Workload workload = new Workload(0);
    private List<View> views = List.of();

    @Override
    public String name() {
        return "mandate";
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
        UserId user = new UserId(Workload.userName(question.user()));
        Endpoint endpoint = endpoint(view, question);
        SpaceId space = question.channel().isEmpty() ? null : new SpaceId(question.channel());
        return () -> Engine.rule(view, view.tenant().tenancy().subject(user), endpoint, space, NOW) == Ruling.Held.HELD;
    }

    /** Found by its path, so that the right one is asked for. */
    private static Endpoint endpoint(View view, Question question) {
        Route route = view.platform()
                .catalogue()
                .router()
                .route(
                        question.action().method(),
                        CanonicalPath.parse(question.path()),
                        view.tenant().tenancy().apis());
        if (route instanceof Route.Found(Endpoint endpoint)) {
            return endpoint;
        }
        throw new IllegalStateException("this is a bug: " + question + " has no action");
    }
}
