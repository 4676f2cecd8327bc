package dev.mandate.samples.sales.task;

import dev.mandate.protocol.identity.Identity;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stores answers by idempotency key for 24 hours. A key belongs to one user and one app; other users and apps may use
 * the same key.
 */
@Component
final class TaskAnswers {
    static final Duration LIFETIME = Duration.ofHours(24);

    private static final String YOUNG = "made_at > now() - make_interval(secs => :lifetime)";

    private final JdbcClient database;
    private final JsonMapper json;

    TaskAnswers(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** A key and the caller that it belongs to. */
    record Caller(Identity identity, IdempotencyKey key) {}

    private record Kept(String digest, String location, String body) {}

    private record Asked(UUID trader, TaskKind kind, Order order) {}

    /**
     * Returns the stored answer to the same order, or creates the task and stores a new answer in the same transaction.
     *
     * @throws KeyReusedException if the key was used for another order
     */
    TaskAnswer once(Caller caller, UUID trader, Order order, Supplier<SalesTask> make) {
        String digest = digest(trader, order);
        return find(caller, digest).orElseGet(() -> {
            SalesTask task = make.get();
            String location = TaskController.PATH + "/" + trader + "/inventory/"
                    + task.kind().word() + "/" + task.taskId();
            TaskAnswer answer = new TaskAnswer(location, json.writeValueAsString(task));
            keep(caller, digest, answer);
            return answer;
        });
    }

    private Optional<TaskAnswer> find(Caller caller, String digest) {
        Optional<Kept> kept = keyed(
                        "select digest, location, body from answer where tenant = :tenant and client_id = :client"
                                + " and user_id = :user and key = :key and " + YOUNG,
                        caller)
                .query(Kept.class)
                .optional();
        if (kept.isPresent() && !kept.get().digest().equals(digest)) {
            throw new KeyReusedException();
        }
        return kept.map(each -> new TaskAnswer(each.location(), each.body()));
    }

    /**
     * The insert may fail although the key was not found before: orders of different traders do not wait for each
     * other.
     */
    private void keep(Caller caller, String digest, TaskAnswer answer) {
        int kept = keyed(
                        "insert into answer (tenant, client_id, user_id, key, digest, location, body, made_at) values"
                                + " (:tenant, :client, :user, :key, :digest, :location, :body, now()) on conflict"
                                + " (tenant, client_id, user_id, key) do update set digest = excluded.digest, location"
                                + " = excluded.location, body = excluded.body, made_at = excluded.made_at where not"
                                + " answer." + YOUNG,
                        caller)
                .param("digest", digest)
                .param("location", answer.location())
                .param("body", answer.body())
                .update();
        if (kept == 0) {
            throw new KeyReusedException();
        }
    }

    /** Deletes expired answers. */
    void forget() {
        database.sql("delete from answer where not " + YOUNG)
                .param("lifetime", LIFETIME.toSeconds())
                .update();
    }

    private StatementSpec keyed(String sql, Caller caller) {
        return database.sql(sql)
                .param("tenant", caller.identity().tenant())
                .param("client", caller.identity().clientId())
                .param("user", caller.identity().user())
                .param("key", caller.key().value())
                .param("lifetime", LIFETIME.toSeconds());
    }

    /** Hashes the parsed order instead of its bytes, so that white space and the order of fields make no difference. */
    private String digest(UUID trader, Order order) {
        try {
            byte[] asked = json.writeValueAsBytes(new Asked(trader, order.kind(), order));
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(asked));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this is a bug: every Java has SHA-256", missing);
        }
    }
}
