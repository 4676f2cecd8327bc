package dev.mandate.control.user;

import dev.mandate.control.log.Beside;
import dev.mandate.control.log.Idempotency;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of profiles. */
@Component
public final class Profiles {
    private final JdbcClient jdbc;

    Profiles(DataSource database) {
        this.jdbc = JdbcClient.create(database);
    }

    /** Keeps a profile, in the transaction of the entry that it belongs to; what is absent stays as it was. */
    public Beside put(TenantId tenant, UserId user, Profile profile) {
        return transaction -> transaction
                .sql("""
                        insert into profile (tenant, user_id, name, email) values (:tenant, :user, :name, :email)
                        on conflict (tenant, user_id) do update
                        set name = coalesce(excluded.name, profile.name), email = coalesce(excluded.email, profile.email)""")
                .param("tenant", tenant.value())
                .param("user", user.value())
                .param("name", profile.name())
                .param("email", profile.email())
                .update();
    }

    /** Deletes the profile and the answers that may show it, in the transaction of the entry that removes the user. */
    Beside remove(TenantId tenant, UserId user) {
        return transaction -> {
            transaction
                    .sql("delete from profile where tenant = :tenant and user_id = :user")
                    .param("tenant", tenant.value())
                    .param("user", user.value())
                    .update();
            Idempotency.forget(tenant, user).write(transaction);
        };
    }

    Profile find(TenantId tenant, UserId user) {
        return jdbc.sql("select name, email from profile where tenant = :tenant and user_id = :user")
                .param("tenant", tenant.value())
                .param("user", user.value())
                .query((row, n) -> new Profile(row.getString(1), row.getString(2)))
                .optional()
                .orElse(Profile.EMPTY);
    }
}
