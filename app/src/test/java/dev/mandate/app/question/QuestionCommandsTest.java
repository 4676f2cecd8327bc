package dev.mandate.app.question;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.app.up.TestInstallation;
import dev.mandate.protocol.record.DecisionId;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the questions print of the demonstration. */
class QuestionCommandsTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String READ = "GET /v1/extpost/tasks/{taskId}";

    /** An action that names its workspace; the vendor does not hold it. */
    private static final String LIST = "GET /v1/extpost/tasks";

    private static final String ENTRY = "  \\[revision [0-9]+, [0-9T:.-]+Z, studio/owner by [A-Za-z0-9_-]+]";

    private final TestInstallation running = TestInstallation.running();
    private final EnvironmentFile demo = running.demo();

    @TempDir
    Path folder;

    private String ask(Object command, String... words) {
        StringWriter out = new StringWriter();
        List<String> arguments = new ArrayList<>(
                List.of("--as", "STUDIO_ADMIN", "--data", running.data().toString()));
        arguments.addAll(List.of(words));
        int code = new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(arguments.toArray(String[]::new));
        assertThat(code).as(out.toString()).isZero();
        return out.toString();
    }

    private String explained(String action, String... words) {
        List<String> all = new ArrayList<>(List.of("--app", demo.get("VENDOR_CLIENT_ID"), "--action", action));
        all.addAll(List.of(words));
        return ask(new ExplainCommand(), all.toArray(String[]::new));
    }

    @Test
    void printsAFactALineWithItsEntry() {
        String user = demo.get("VENDOR_USER_ID");
        String out = explained(READ);
        assertThat(out).startsWith("allowed: user `" + user + "` holds `" + READ + "`");
        assertThat(out.lines())
                .anyMatch(l -> l.matches("  role: user `" + user + "` holds role `[^`]+`" + ENTRY))
                .anyMatch(l ->
                        l.matches("  permission: role `[^`]+` has `ACCESS` on `" + Pattern.quote(READ) + "`" + ENTRY))
                .anyMatch(l -> l.startsWith("  action: ") && l.endsWith(", the platform's operator]"));
    }

    @Test
    void numbersTheFixesWithTheirCalls() {
        String out = explained(LIST, "--space", demo.get("FOREIGN_WORKSPACE_ID"));
        assertThat(out).startsWith("denied, 404 not_found: ");
        assertThat(out.lines())
                .anyMatch(l -> l.startsWith("fix 1: role `") && l.contains("; group `"))
                .anyMatch(l -> l.matches("       PATCH /api/v1/groups/\\S+ \\{\"workspaces\":.*"));
    }

    @Test
    void printsTheAnswerAsItIs() {
        JsonNode answer = JSON.readTree(explained(READ, "--json"));
        assertThat(answer.path("outcome").path("allowed").asBoolean()).isTrue();
        assertThat(answer.path("chain").size()).isGreaterThan(5);
    }

    @Test
    void listsWhoCan() {
        String user = demo.get("VENDOR_USER_ID");
        assertThat(ask(new WhoCanCommand(), READ)).contains("  " + user + ": user `" + user + "`");
        assertThat(ask(new WhoCanCommand(), LIST)).startsWith("0 rows at revision ");
    }

    @Test
    void saysAnySpaceWhereTheActionNamesNone() {
        String user = demo.get("VENDOR_USER_ID");
        String workspace = demo.get("VENDOR_WORKSPACE_ID");
        String any = "any space; the API checks, and is told " + workspace;
        assertThat(ask(new WhatCanCommand(), "--user", user))
                .contains("  " + READ + " (media-gateway) in " + any + ": ");
        assertThat(ask(new WhereCommand(), READ, "--user", user))
                .startsWith("1 row at revision ")
                .contains("  " + any + ": ");
        assertThat(ask(new WhoCanCommand(), READ, "--space", demo.get("FOREIGN_WORKSPACE_ID")))
                .contains("in any space: the action names none, so the API checks")
                .contains("  " + user + ": ");
        assertThat(ask(new ExplainCommand(), "--user", user, "--action", READ))
                .startsWith("allowed: user `" + user + "` holds `" + READ
                        + "`, in any space: the action names none, so the API checks");
    }

    @Test
    void dropsNoOptionBesideADecision() {
        String id = DecisionId.next();
        for (String[] option : List.of(
                new String[] {"--tenant", "registry"}, new String[] {"--revision", "1"}, new String[] {"--space", "x"
                })) {
            StringWriter out = new StringWriter();
            int code = new CommandLine(new ExplainCommand())
                    .setErr(new PrintWriter(out, true))
                    .execute(id, option[0], option[1], "--data", running.data().toString());
            assertThat(code).isNotZero();
            assertThat(out.toString()).contains("`" + option[0] + "` does not go with a decision's id");
        }
    }

    /** Keeps a denial of reading a task, which the vendor may, as a gateway reports it; returns its id. */
    private String denied(int status, String code, String reason) throws IOException, InterruptedException {
        String id = DecisionId.next();
        Map<String, Object> kept = new HashMap<>(
                Map.of("id", id, "at", Instant.now().toEpochMilli(), "tenant", "studio", "method", "GET", "step", 3));
        kept.putAll(Map.of("app", demo.get("VENDOR_CLIENT_ID"), "user", demo.get("VENDOR_USER_ID")));
        kept.putAll(Map.of("path", "/v1/extpost/tasks/1", "status", status, "code", code, "reason", reason));
        String key = EnvironmentFile.read(running.data().resolve("gateway.key")).get("KEY");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest report = HttpRequest.newBuilder(
                            URI.create(running.addresses().control() + "/internal/decisions"))
                    .header("Authorization", "Bearer " + key)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(JSON.writeValueAsString(List.of(kept))))
                    .build();
            assertThat(http.send(report, BodyHandlers.ofString()).statusCode()).isEqualTo(204);
        }
        return id;
    }

    @Test
    void beginsWithWhatWasRecorded() throws Exception {
        String withdrawn = ask(new ExplainCommand(), "--", denied(401, "invalid_token", "CREDENTIAL_WITHDRAWN"));
        assertThat(withdrawn).startsWith("denied, 401 invalid_token, as recorded: ");
        assertThat(withdrawn.lines())
                .anyMatch(l -> l.startsWith("decided again: allowed: "))
                .anyMatch(l -> l.startsWith("  this differs from the record: the query and the credential"));
        assertThat(ask(new ExplainCommand(), "--", denied(400, "space_repeated", "SPACE_REPEATED")))
                .startsWith("denied, 400 space_repeated, as recorded: ");
        assertThat(ask(new ExplainCommand(), "--", denied(404, "not_found", "NO_SUCH_RESOURCE")))
                .startsWith("denied, 404 not_found, as recorded: ")
                .contains("  the upstream, or the age of the state, decided then");
    }

    @Test
    void tellsWhatAChangeWouldFlip() throws IOException {
        Path changes = folder.resolve("changes.json");
        Files.writeString(
                changes,
                "[{\"type\": \"UserRoleUnassigned\", \"v\": 1, \"user\": \"" + demo.get("VENDOR_USER_ID") + "\"}]");
        String out = ask(new ImpactCommand(), changes.toString());
        assertThat(out).startsWith("1 user, ").contains(" 0 gained, ");
        assertThat(out.lines())
                .anyMatch(l -> l.equals("  " + demo.get("VENDOR_USER_ID") + "  " + READ
                        + "  holds it no more  loses any space; the API checks"));
        assertThat(ask(new ImpactCommand(), "--from", "1", "--json")).contains("\"counts\"");
    }
}
