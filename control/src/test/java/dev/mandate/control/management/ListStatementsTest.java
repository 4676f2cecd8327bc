package dev.mandate.control.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list asks the database a few times, however many rows it shows: each statement takes a connection of the pool. */
class ListStatementsTest {
    private static final int ROWS = 40;
    /** Those of the request itself, and of workers at the same time. */
    private static final int FEW = 15;

    private static final Pattern TAKEN =
            Pattern.compile("(?m)^hikaricp_connections_usage_seconds_count\\{[^}]*} ([0-9.E]+)");

    private static final Studio STUDIO = filled();

    private static Studio filled() {
        Studio studio = Studio.open();
        for (int i = 0; i < ROWS; i++) {
            studio.owner()
                    .post("/api/v1/users", Map.of("id", "u" + i, "name", "User " + i))
                    .is(201);
            studio.add("groups", "g" + i);
            studio.register("App " + i, "u" + i, "read");
        }
        return studio;
    }

    private static double taken() throws IOException, InterruptedException {
        URI url = URI.create("http://127.0.0.1:" + Control.server().operationsPort() + "/metrics");
        try (HttpClient http = HttpClient.newHttpClient()) {
            Matcher figure =
                    TAKEN.matcher(http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
                            .body());
            assertThat(figure.find()).isTrue();
            return Double.parseDouble(figure.group(1));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "groups", "apps", "log"})
    void asksAFewTimesForManyRows(String list) throws IOException, InterruptedException {
        double before = taken();
        Answer answer = STUDIO.owner().get("/api/v1/" + list + "?limit=200").is(200);
        assertThat(answer.json().path("items").size()).isGreaterThanOrEqualTo(ROWS);
        assertThat(taken() - before).isLessThan(FEW);
    }

    @Test
    void showsEachUsersProfile() {
        List<String> names = STUDIO.owner()
                .get("/api/v1/users?limit=200")
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .filter(user -> user.path("id").asString().matches("u[0-9]+"))
                .map(user -> user.path("name").asString())
                .toList();
        assertThat(names).hasSize(ROWS).contains("User 0", "User 39");
    }
}
