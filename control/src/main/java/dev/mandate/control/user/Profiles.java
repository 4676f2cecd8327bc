package dev.mandate.control.user;

import dev.mandate.control.log.command.SideWrite;
import dev.mandate.control.log.write.KeptAnswers;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    public SideWrite put(TenantId tenant, UserId user, Profile profile) {
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
    SideWrite remove(TenantId tenant, UserId user) {
        return transaction -> {
            transaction
                    .sql("delete from profile where tenant = :tenant and user_id = :user")
                    .param("tenant", tenant.value())
                    .param("user", user.value())
                    .update();
            KeptAnswers.forget(tenant, user).write(transaction);
        };
    }

    /** Returns the profiles of these users, in one statement; a user without one is absent. */
    Map<UserId, Profile> of(TenantId tenant, List<UserId> users) {
        Map<UserId, Profile> found = new HashMap<>();
        if (!users.isEmpty()) {
            jdbc.sql("select user_id, name, email from profile where tenant = :tenant and user_id in (:users)")
                    .param("tenant", tenant.value())
                    .param("users", users.stream().map(UserId::value).toList())
                    .query(row -> {
                        found.put(new UserId(row.getString(1)), new Profile(row.getString(2), row.getString(3)));
                    });
        }
        return found;
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
