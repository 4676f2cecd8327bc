package dev.mandate.app.management;

import dev.mandate.app.file.Failure;
import dev.mandate.protocol.chain.ChainWalk;
import dev.mandate.protocol.chain.LogPart;
import dev.mandate.protocol.chain.SealedEntry;
import dev.mandate.protocol.document.JsonForm;
import dev.mandate.protocol.form.MalformedForm;
import java.io.PrintWriter;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One stream as the management API serves it, part by part. */
final class ServedLog {
    private static final JsonForm<LogPart> FORM = JsonForm.lenient(LogPart.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LIMIT = 500;
    private static final Duration PROGRESS = Duration.ofSeconds(1);

    private final ManagementClient client;
    private final @Nullable String tenant;
    private final PrintWriter progress;
    private final LogPart first;
    private long told = System.nanoTime();
    private long withheld;

    /**
     * Reads the first part.
     *
     * @param tenant null for the caller's own
     * @param progress receives the progress of a long walk
     */
    ServedLog(ManagementClient client, @Nullable String tenant, PrintWriter progress) {
        this.client = client;
        this.tenant = tenant;
        this.progress = progress;
        this.first = read(0);
    }

    String stream() {
        return first.stream().value();
    }

    private LogPart read(long after) {
        String of = tenant == null ? "" : "&tenant=" + tenant;
        String path = "/api/v1/log/sealed?after=" + after + "&limit=" + LIMIT + of;
        try {
            LogPart part = FORM.read(
                    JSON.writeValueAsBytes(client.must("GET", path, null).json()));
            if (tenant != null && !part.stream().value().equals(tenant)) {
                throw new Failure("`" + path + "` answered with the log of `" + part.stream() + "`");
            }
            return part;
        } catch (MalformedForm e) {
            throw new Failure("`" + path + "` answered what is no log: " + e.getMessage(), e);
        }
    }

    /** Walks the chain from the first entry to the last. */
    ChainWalk.Verdict walk() {
        ChainWalk walk = new ChainWalk(first.stream());
        LogPart part = first;
        while (true) {
            boolean whole = true;
            for (LogPart.Item item : part.entries()) {
                whole = whole && take(walk, item);
            }
            if (!whole || part.entries().isEmpty()) {
                return walk.end(part.head(), part.headHash());
            }
            tell(walk.revision(), part.head());
            part = read(walk.revision());
        }
    }

    private boolean take(ChainWalk walk, LogPart.Item item) {
        SealedEntry entry = item.sealed(first.stream());
        if (!item.isWithheld()) {
            return walk.take(entry, item.note());
        }
        withheld++;
        return walk.takeWithheld(entry);
    }

    /** The notes that the server did not show to this caller, once the chain was walked. */
    long withheld() {
        return withheld;
    }

    private void tell(long revision, long head) {
        if (System.nanoTime() - told > PROGRESS.toNanos()) {
            progress.println(stream() + ": " + revision + " of " + head + " entries");
            told = System.nanoTime();
        }
    }
}
