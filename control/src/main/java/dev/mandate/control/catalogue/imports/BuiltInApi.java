package dev.mandate.control.catalogue.imports;

import dev.mandate.control.catalogue.action.Actions;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Done;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.openapi.OpenApiReader;
import dev.mandate.control.openapi.document.OpenApiDocument;
import dev.mandate.control.openapi.text.ReaderLimits;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.id.ApiId;
import dev.mandate.protocol.problem.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * The user services as an API of the catalogue: read from a document like any other, but from the one that this build
 * brings, so its actions count at once and nobody imports or activates it. The control plane serves it itself, so it has no
 * upstream.
 */
@Component
public final class BuiltInApi {
    public static final ApiId ID = new ApiId("user-services");

    private static final String NO_UPSTREAM = "";

    private final OpenApiDocument document;

    BuiltInApi() {
        // limits are for documents of others: no setting keeps this one from being read
        OpenApiReader reader = new OpenApiReader(ReaderLimits.DEFAULT);
        try (InputStream in = new ClassPathResource("openapi/user-services.yaml").getInputStream()) {
            this.document = reader.read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the platform's catalogue lacks of it; no change if it is the same as in this build. */
    public ChangeProposal<Done> propose(CommandState state) {
        Api api = Import.builtIn(
                        state,
                        new Import.Source(
                                ID,
                                Optional.of(ApiKind.ENTITY),
                                Optional.of(NO_UPSTREAM),
                                new BasePath.Wanted.Set(""),
                                document))
                .api();
        Api active = api.activated(api.actions().stream()
                .filter(a -> a.status() == ActionStatus.PENDING)
                .map(a -> a.id())
                .collect(Collectors.toSet()));
        boolean stands = Actions.find(state, ID).filter(active::equals).isPresent();
        return stands ? ChangeProposal.of() : ChangeProposal.of(new CatalogueChange.ApiImported(active));
    }

    /** Refuses to change it from outside. */
    public static void requireOther(ApiId api) {
        if (api.equals(ID)) {
            throw Refusal.of(
                    ProblemCode.BUILT_IN, "api `" + api + "` is built in: import another one under another id");
        }
    }

    /** Refuses to let a role grant more of it: nobody could activate its actions again. */
    static void requireUngranted(Api gained) {
        if (gained.id().equals(ID)) {
            throw Refusal.of(
                    ProblemCode.BUILT_IN,
                    "api `" + ID
                            + "` is built in, and holders of a role that the document lists would gain actions of it:"
                            + " list another role, or take that role from its holders first");
        }
    }
}
