package dev.mandate.engine.scenario;

import dev.mandate.engine.View;
import dev.mandate.engine.app.CredentialKind;
import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.change.AppChange.AppAdded;
import dev.mandate.engine.change.AppChange.OnBehalfOfSet;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.CatalogueChange.ApiImported;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.CredentialChange.CredentialAdded;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.UserChange.UserAdded;
import dev.mandate.engine.change.UserKind;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.CredentialId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Snapshot;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Two logs as a scenario writes them, entry by entry, and their folds. Mutable, for one scenario. */
public final class ScenarioWorld {
    /** When every entry is written. */
    public static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private final List<Entry> platformLog = new ArrayList<>();
    private final List<Entry> tenantLog = new ArrayList<>();
    private Snapshot platform = Snapshot.empty(TenantId.PLATFORM);
    private Snapshot tenant;
    private long issued = -1;

    /** The starting state of scenarios. */
    record Fixture(TenantId tenant, List<Document> documents, List<Object> changes) {}

    /** Reads a fixture, and makes more changes to it. */
    public static ScenarioWorld read(Path fixture, List<Object> changes) {
        Fixture read = ScenarioForm.read(Fixture.class, ScenarioForm.yaml(fixture));
        ScenarioWorld made = new ScenarioWorld(read.tenant());
        read.documents().forEach(made::document);
        read.changes().forEach(made::take);
        changes.forEach(made::take);
        return made;
    }

    ScenarioWorld(TenantId tenant) {
        this.tenant = Snapshot.empty(tenant);
    }

    public List<Entry> log(TenantId of) {
        return of.equals(TenantId.PLATFORM) ? platformLog : tenantLog;
    }

    public View view(TenantId of) {
        return new View(platform, of.equals(TenantId.PLATFORM) ? platform : tenant);
    }

    public TenantId tenant() {
        return tenant.stream();
    }

    /**
     * Returns the revision of tokens, unless a question sets it: that of the {@code token issued} mark, or the head if
     * there is none.
     */
    long issued(TenantId of) {
        return issued < 0 ? head(of) : issued;
    }

    long head(TenantId of) {
        return view(of).tenant().revision();
    }

    void document(Document document) {
        append(TenantId.PLATFORM, List.of(new ApiImported(document.api())));
    }

    /** Applies one item of a {@code changes} list: one entry, or the mark {@code token issued}. */
    void take(Object item) {
        if (item.equals("token issued")) {
            issued = tenant.revision();
            return;
        }
        Map<String, @Nullable Object> named = ScenarioForm.map(item);
        if (named.size() != 1) {
            throw new IllegalArgumentException("`" + item + "` must name one change");
        }
        named.forEach(this::take);
    }

    private void take(String name, @Nullable Object form) {
        boolean onPlatform = name.startsWith("platform ");
        String type = onPlatform ? name.substring("platform ".length()) : name;
        List<Change> changes = changes(type, form);
        boolean catalogue = changes.getFirst() instanceof CatalogueChange;
        append(onPlatform || catalogue ? TenantId.PLATFORM : tenant(), changes);
    }

    private List<Change> changes(String type, @Nullable Object form) {
        return switch (type) {
            case "Caller" -> caller(String.valueOf(form));
            case "Reimported" -> List.of(reimported(ScenarioForm.read(Document.Reimport.class, form)));
            default -> List.of(ScenarioForm.read(ScenarioForm.subtype(Change.class, type), form));
        };
    }

    /** Returns the changes that add a user with an app that acts on its behalf. */
    private static List<Change> caller(String name) {
        UserId user = new UserId(name);
        AppId app = new AppId(name + "-app");
        return List.of(
                new UserAdded(user, UserKind.SERVICE),
                new AppAdded(app, name, "", Set.of(GrantType.CLIENT_CREDENTIALS), Set.of()),
                new OnBehalfOfSet(app, user),
                new CredentialAdded(new CredentialId(name + "-secret"), app, CredentialKind.SECRET, null));
    }

    private ApiImported reimported(Document.Reimport form) {
        Api before = platform.catalogue().apis().get(form.api());
        if (before == null) {
            throw new IllegalArgumentException("api `" + form.api() + "` was not imported");
        }
        return new ApiImported(form.of(before));
    }

    private void append(TenantId stream, List<Change> changes) {
        List<Entry> log = log(stream);
        boolean own = stream.equals(TenantId.PLATFORM);
        Entry entry = new Entry(log.size() + 1L, BEGINNING, own ? 0 : platform.revision(), changes);
        log.add(entry);
        if (own) {
            platform = platform.apply(entry);
        } else {
            tenant = tenant.apply(entry);
        }
    }
}
