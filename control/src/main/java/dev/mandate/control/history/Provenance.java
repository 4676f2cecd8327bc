package dev.mandate.control.history;

import dev.mandate.control.directory.Directory;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.entry.Attribution;
import dev.mandate.control.log.entry.EarlierStates;
import dev.mandate.control.log.entry.RecordedEntry;
import dev.mandate.engine.Position;
import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.change.ChangeForm;
import dev.mandate.protocol.form.MalformedForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Finds the entry that made a fact so: the last one up to a revision with an equal change. There is no table for it; the
 * log itself is searched backwards for the ids that the change names, at most {@value #FARTHEST} entries.
 */
@Component
public final class Provenance {
    /** The most entries of a log that are looked at for one fact. */
    public static final long FARTHEST = 100_000;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final EarlierStates past;

    Provenance(EarlierStates past) {
        this.past = past;
    }

    /**
     * Where to look, and for whom.
     *
     * @param today which notes are erased by now
     * @param upTo the last entries that count, of the tenant's log and of the platform's
     * @param operator whether the platform's operators may be named
     */
    public record Scope(Directory today, Position upTo, boolean operator) {
        public static Scope of(CommandState today, AsOf asOf, boolean operator) {
            return new Scope(today.directory(), asOf.position(), operator);
        }

        TenantId reader() {
            return operator ? TenantId.PLATFORM : today.stream();
        }
    }

    /** A search within a scope. */
    public Search within(Scope scope) {
        return new Search(scope);
    }

    /** Finds entries for one answer. */
    public final class Search {
        private final Scope scope;
        private final TenantId tenant;

        private Search(Scope scope) {
            this.scope = scope;
            this.tenant = scope.today().stream();
        }

        /** The entry that has the change, of the tenant's log. */
        public ChangeOrigin of(Change change) {
            return origin(tenant, last(tenant, scope.upTo().tenant(), words(change), change::equals));
        }

        /** The entry of the tenant's log that registered the app, whatever it was called then. */
        public ChangeOrigin of(AppId app) {
            List<String> words = List.of(quoted(ChangeForm.type(AppChange.AppAdded.class)), quoted(app.value()));
            return origin(
                    tenant,
                    last(
                            tenant,
                            scope.upTo().tenant(),
                            words,
                            change -> change instanceof AppChange.AppAdded added
                                    && added.app().equals(app)));
        }

        /** The entry of the platform's log that put the action in force. */
        public ChangeOrigin of(ApiId api, Action action) {
            Predicate<Change> activates = change -> activates(change, api, action);
            return origin(
                    TenantId.PLATFORM,
                    ofPlatform(CatalogueChange.ActionsActivated.class, api, activates)
                            .or(() -> ofPlatform(CatalogueChange.ApiImported.class, api, activates)));
        }

        private Optional<RecordedEntry> ofPlatform(
                Class<? extends CatalogueChange> type, ApiId api, Predicate<Change> wanted) {
            List<String> words = List.of(quoted(ChangeForm.type(type)), quoted(api.value()));
            return last(TenantId.PLATFORM, scope.upTo().platform(), words, wanted);
        }

        private ChangeOrigin origin(TenantId log, Optional<RecordedEntry> found) {
            return found.map(recorded -> Provenance.origin(scope, log, recorded))
                    .orElseGet(() -> ChangeOrigin.unknown(log));
        }
    }

    private static boolean activates(Change change, ApiId api, Action action) {
        if (change instanceof CatalogueChange.ActionsActivated(var of, var actions)) {
            return of.equals(api) && actions.contains(action.id());
        }
        return change instanceof CatalogueChange.ApiImported(var imported)
                && imported.id().equals(api)
                && imported.actions().stream().anyMatch(a -> isAs(a, action));
    }

    private static boolean isAs(Action imported, Action action) {
        return imported.id().equals(action.id()) && imported.status() == action.status();
    }

    private Optional<RecordedEntry> last(TenantId stream, long upTo, List<String> words, Predicate<Change> wanted) {
        long from = Math.max(1, upTo - FARTHEST + 1);
        Optional<RecordedEntry> found = past.newestContaining(stream, from, upTo + 1, words);
        // one that has the words and yet not the change is rare: each costs one question more
        while (found.isPresent() && !holds(found.get(), wanted)) {
            found = past.newestContaining(stream, from, found.get().entry().revision(), words);
        }
        return found;
    }

    private static boolean holds(RecordedEntry recorded, Predicate<Change> wanted) {
        try {
            return ChangeForm.read(recorded.entry().changes()).stream().anyMatch(wanted);
        } catch (MalformedForm e) {
            // of a later release: what cannot be read is not it
            return false;
        }
    }

    /** Ids stand in the bytes of an entry as they are, in quotes, and numbers behind their member's name. */
    private static List<String> words(Change change) {
        JsonNode written =
                JSON.readTree(ChangeForm.write(List.of(change)).toByteArray()).path(0);
        List<String> words = new ArrayList<>();
        written.forEachEntry((name, value) -> {
            if (value.isString()) {
                words.add(quoted(value.stringValue()));
            } else if (value.isIntegralNumber()) {
                words.add(quoted(name) + ":" + value);
            }
        });
        return words;
    }

    private static String quoted(String word) {
        return '"' + word + '"';
    }

    private static ChangeOrigin origin(Scope scope, TenantId stream, RecordedEntry recorded) {
        Optional<Attribution> told = told(scope, stream, recorded);
        return new ChangeOrigin(
                stream,
                recorded.entry().revision(),
                recorded.entry().heading().at(),
                told.map(Attribution::actor).orElse(null),
                told.map(Provenance::trace).orElseGet(() -> erased(scope, stream, recorded)));
    }

    /** Who did it, as the scope's reader may see it; empty if the note was erased. */
    private static Optional<Attribution> told(Scope scope, TenantId stream, RecordedEntry recorded) {
        if (stream.equals(TenantId.PLATFORM) && !scope.operator()) {
            return Optional.of(Attribution.withheld(null));
        }
        return recorded.note().map(note -> Attribution.of(note, scope.reader()));
    }

    private static ChangeOrigin.Trace trace(Attribution told) {
        return told.withheld() ? ChangeOrigin.Trace.WITHHELD : ChangeOrigin.Trace.KEPT;
    }

    private static ChangeOrigin.Trace erased(Scope scope, TenantId stream, RecordedEntry recorded) {
        Thing erased =
                new Thing(Thing.Kind.ERASED_NOTE, Long.toString(recorded.entry().revision()));
        boolean said = !stream.equals(scope.today().stream())
                || scope.today().find(erased).isPresent();
        return said ? ChangeOrigin.Trace.ERASED : ChangeOrigin.Trace.ERASED_OUTSIDE;
    }
}
