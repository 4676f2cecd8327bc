package dev.mandate.control.catalogue.imports;

import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.openapi.walk.PathSyntax;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.id.ApiId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The base path of an import. What was set at an earlier import stays until it is set again; a path that came from the
 * document follows the document.
 *
 * @param path empty, or beginning with {@code /} and not ending with it
 * @param ofDocument whether later imports take it from the document
 */
public record BasePath(String path, boolean ofDocument) {
    /** What an import says of it. */
    public sealed interface Wanted {
        /** Nothing: as before, or the document's if there is no before. */
        record AsBefore() implements Wanted {}

        /** The document's, now and later. */
        record OfDocument() implements Wanted {}

        /** This one, whatever the document says. */
        record Set(String path) implements Wanted {}
    }

    static BasePath of(CommandState state, @Nullable Api known, Import.Source source) {
        return switch (source.basePath()) {
            case Wanted.OfDocument() -> new BasePath(ofDocument(source), true);
            case Wanted.Set(String path) -> new BasePath(checked(path), false);
            case Wanted.AsBefore() ->
                known == null || follows(state, source.id())
                        ? new BasePath(ofDocument(source), true)
                        : new BasePath(known.basePath(), false);
        };
    }

    private static String ofDocument(Import.Source source) {
        if (!source.document().basePathProblems().isEmpty()) {
            throw Import.refused(source.document().basePathProblems());
        }
        return checked(source.document().basePath());
    }

    /** Whether the API's base path is known to be its document's. */
    static boolean follows(CommandState state, ApiId api) {
        return state.platform()
                .find(new Thing(Thing.Kind.DOCUMENT_BASE_PATH, api.value()))
                .isPresent();
    }

    private static String checked(String path) {
        String trimmed = path.equals("/") ? "" : path;
        Optional<String> flaw = PathSyntax.flawOfBase(trimmed);
        if (flaw.isPresent()) {
            throw Refusals.malformed("basePath", flaw.get());
        }
        return trimmed;
    }
}
