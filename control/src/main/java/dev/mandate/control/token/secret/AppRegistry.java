package dev.mandate.control.token.secret;

import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.log.command.SideWrite;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.problem.Problem;
import dev.mandate.protocol.problem.ProblemCode;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which tenant each app id was registered in: unique in the installation, and never given away again. */
public final class AppRegistry {
    private AppRegistry() {}

    /**
     * Takes the id in the transaction of the entry that adds the app to the tenant's log.
     *
     * <p>Writing throws {@link Refusal} (409) if any tenant ever had an app of this id, in whatever case; which one is not
     * said.
     */
    public static SideWrite take(AppId app, TenantId tenant) {
        return client -> {
            requireOtherThanInCase(client, "id", app);
            int taken = client.sql("insert into app (app, tenant) values (:app, :tenant) on conflict do nothing")
                    .param("app", app.value())
                    .param("tenant", tenant.value())
                    .update();
            if (taken == 0) {
                throw taken("id", app);
            }
        };
    }

    /**
     * Takes the id for the first app of a tenant, for which it may have been kept before: the tenant is listed in one
     * transaction and begun in the next, and both must agree that the id is free.
     *
     * <p>Writing throws {@link Refusal} (409) if the id is another tenant's.
     */
    public static SideWrite takeForFirst(AppId app, TenantId tenant) {
        return client -> {
            requireOtherThanInCase(client, "app", app);
            client.sql("insert into app (app, tenant) values (:app, :tenant) on conflict do nothing")
                    .param("app", app.value())
                    .param("tenant", tenant.value())
                    .update();
            String owner = client.sql("select tenant from app where app = :app")
                    .param("app", app.value())
                    .query(String.class)
                    .single();
            if (!owner.equals(tenant.value())) {
                throw taken("app", app);
            }
        };
    }

    /** Chosen ids come from operators, whose commands the platform's log orders: so no two of them are asked here at once. */
    private static void requireOtherThanInCase(JdbcClient client, String field, AppId app) {
        boolean alike = client.sql("select exists(select from app where lower(app) = lower(:app) and app <> :app)")
                .param("app", app.value())
                .query(Boolean.class)
                .single();
        if (alike) {
            throw taken(field, app);
        }
    }

    private static Refusal taken(String field, AppId app) {
        String detail = "`" + field + "` `" + app + "` is taken; choose another or leave it out";
        return new Refusal(Problem.of(ProblemCode.ID_TAKEN, detail).with("field", field));
    }
}
