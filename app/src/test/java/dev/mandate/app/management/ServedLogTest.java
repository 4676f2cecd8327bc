package dev.mandate.app.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.LogChange;
import dev.mandate.engine.change.TenantChange;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.chain.Chain;
import dev.mandate.protocol.chain.EntryHeader;
import dev.mandate.protocol.chain.LogPart;
import dev.mandate.protocol.chain.SealedEntry;
import dev.mandate.protocol.change.ChangeForm;
import dev.mandate.protocol.document.JsonForm;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.form.Digest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code log verify} believes nobody: here the server that serves the log is the one that forged it. */
class ServedLogTest {
    private static final TenantId PLATFORM = TenantId.PLATFORM;
    private static final TenantId STUDIO = new TenantId("studio");

    @TempDir
    Path folder;

    private HttpServer server;
    private final Map<TenantId, List<LogPart.Item>> logs = new HashMap<>();
    private final Map<TenantId, Long> heads = new HashMap<>();
    private final StringWriter out = new StringWriter();

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/oauth2/token",
                x -> answer(x, "{\"access_token\":\"t\",\"expires_in\":3600,\"token_type\":\"Bearer\"}"));
        server.createContext("/api/v1/tenants", x -> answer(x, "{\"items\":[{\"id\":\"studio\"}]}"));
        server.createContext(
                "/api/v1/log/sealed", x -> answer(x, part(x.getRequestURI().getQuery())));
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        Files.writeString(
                folder.resolve("platform.env"),
                "CONTROL_URL=" + url + "\nTOKEN_URL=" + url + "/oauth2/token\n"
                        + "PLATFORM_ADMIN_CLIENT_ID=admin\nPLATFORM_ADMIN_CLIENT_SECRET=secret\n");
        for (TenantId stream : List.of(PLATFORM, STUDIO)) {
            write(
                    stream,
                    new TenantChange.Named("one"),
                    new TenantChange.Named("two"),
                    new TenantChange.Named("three"));
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Two entries at a time, as a server may that finds them large. */
    private String part(String query) {
        TenantId stream = query.contains("tenant=studio") ? STUDIO : PLATFORM;
        long after = Long.parseLong(query.replaceFirst(".*after=([0-9]+).*", "$1"));
        List<LogPart.Item> log = logs.getOrDefault(stream, List.of());
        List<LogPart.Item> entries =
                log.stream().filter(i -> i.revision() > after).limit(2).toList();
        Digest hash = log.isEmpty() ? Chain.genesis(stream) : log.getLast().hash();
        LogPart part = new LogPart(stream, heads.getOrDefault(stream, 0L), hash, entries);
        return new String(JsonForm.of(LogPart.class).write(part), StandardCharsets.UTF_8);
    }

    private void write(TenantId stream, Change... changes) {
        for (Change change : changes) {
            List<LogPart.Item> log = logs.computeIfAbsent(stream, s -> new ArrayList<>());
            Digest previous =
                    log.isEmpty() ? Chain.genesis(stream) : log.getLast().hash();
            EntryHeader heading = new EntryHeader(stream, log.size() + 1L, Instant.parse("2026-01-02T03:04:05Z"), 0);
            Bytes note = Bytes.utf8("note " + log.size());
            log.add(LogPart.Item.of(
                    SealedEntry.seal(previous, heading, ChangeForm.write(List.of(change)), Digest.of(note)),
                    Optional.of(note)));
            heads.put(stream, (long) log.size());
        }
    }

    private void forge(int index, LogPart.Item forged) {
        Objects.requireNonNull(logs.get(STUDIO)).set(index, forged);
    }

    private LogPart.Item item(int index) {
        return Objects.requireNonNull(logs.get(STUDIO)).get(index);
    }

    private LogPart.Item without(int index) {
        LogPart.Item i = item(index);
        return new LogPart.Item(
                i.revision(),
                i.at(),
                i.platformRevision(),
                i.changes(),
                i.noteHash(),
                Optional.empty(),
                Optional.empty(),
                i.hash());
    }

    private int verify(String... options) {
        List<String> arguments = new ArrayList<>(List.of("verify", "--data", folder.toString()));
        arguments.addAll(List.of(options));
        return new CommandLine(new LogCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(arguments.toArray(String[]::new));
    }

    @Test
    void walksTheCallersOwn() {
        assertThat(verify()).isZero();
        assertThat(out.toString().strip())
                .isEqualTo("platform: intact: 3 entries, 0 notes erased, head "
                        + Objects.requireNonNull(logs.get(PLATFORM)).getLast().hash());
    }

    @Test
    void walksAllAndEndsWithOneIfOneIsBroken() {
        forge(
                1,
                new LogPart.Item(
                        2,
                        item(1).at(),
                        0,
                        ChangeForm.write(List.of(new TenantChange.Named("TWO"))),
                        item(1).noteHash(),
                        item(1).note(),
                        Optional.empty(),
                        item(1).hash()));
        assertThat(verify("--all")).isEqualTo(1);
        assertThat(out.toString())
                .contains("platform: intact: 3 entries")
                .contains("studio: broken at revision 2: the entry is not as it was written");
    }

    @Test
    void saysErasedNotBroken() {
        forge(1, without(1));
        write(STUDIO, new LogChange.NoteErased(2));
        assertThat(verify("--tenant", "studio")).isZero();
        assertThat(out.toString()).contains("studio: intact: 4 entries, 1 note erased, head ");
    }

    @Test
    void saysErasedOutsideOfTheLog() {
        forge(2, without(2));
        assertThat(verify("--tenant", "studio")).isZero();
        assertThat(out.toString())
                .contains(
                        "studio: intact: 3 entries, 0 notes erased, 1 note erased outside of the log (revision 3), head ");
    }

    @Test
    void saysWithheldNotErased() {
        forge(0, LogPart.Item.withholding(item(0).sealed(STUDIO)));
        assertThat(verify("--tenant", "studio")).isZero();
        assertThat(out.toString())
                .contains("studio: intact: 3 entries, 0 notes erased, 1 note of operators withheld, head ");
    }

    @Test
    void noticesAMissingTail() {
        Objects.requireNonNull(logs.get(STUDIO)).removeLast();
        assertThat(verify("--tenant", "studio")).isEqualTo(1);
        assertThat(out.toString().strip()).isEqualTo("studio: broken at revision 3: the entry is missing");
    }

    @Test
    void noticesAnotherNote() {
        LogPart.Item i = item(0);
        forge(
                0,
                new LogPart.Item(
                        1,
                        i.at(),
                        0,
                        i.changes(),
                        i.noteHash(),
                        Optional.of(Bytes.utf8("x")),
                        Optional.empty(),
                        i.hash()));
        assertThat(verify("--tenant", "studio")).isEqualTo(1);
        assertThat(out.toString()).contains("broken at revision 1: the note is not as it was written");
    }
}
