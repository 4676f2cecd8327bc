package dev.mandate.control.openapi.walk;

import static dev.mandate.control.openapi.text.Quoted.quoted;

import dev.mandate.control.openapi.document.OpenApiDocument;
import dev.mandate.control.openapi.document.Operation;
import dev.mandate.control.openapi.text.DocumentRefused;
import dev.mandate.control.openapi.text.Quoted;
import dev.mandate.control.openapi.text.ReaderLimits;
import dev.mandate.control.openapi.text.Value;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One reading of one document: version, then base path, roles and paths, then all problems at once. */
public final class DocumentWalk {
    /** `3.0` without a patch number is common and says enough. */
    private static final Pattern VERSION = Pattern.compile("3\\.[01](?:\\.[0-9]{1,4}(?:-[A-Za-z0-9.-]{1,40})?)?");

    private final Place root;
    private final Findings findings = new Findings();
    private final Reading reading;

    public DocumentWalk(Value value, ReaderLimits limits) {
        this.root = Place.root(value);
        this.reading = new Reading(findings, limits);
    }

    public OpenApiDocument document() {
        String version = version();
        EntityRoles roles = EntityRoles.read(root, reading);
        Findings ofServers = new Findings();
        String basePath = basePath(ofServers);
        List<Operation> operations = operations(version, roles);
        findings.refuseIfAny(ofServers);
        return new OpenApiDocument(
                version,
                root.member("info")
                        .flatMap(info -> info.member("title"))
                        .flatMap(reading::line)
                        .orElse(""),
                basePath,
                ofServers.problems(),
                roles.roles(),
                roles.scopes(),
                operations,
                Stream.concat(ofServers.warnings().stream(), findings.warnings().stream())
                        .toList());
    }

    /** The problems are apart: an import that sets a base path needs none of the document. */
    private String basePath(Findings ofServers) {
        try {
            return new ServerPath(new Reading(ofServers, reading.limits())).of(root);
        } catch (DocumentRefused tooLong) {
            return "";
        }
    }

    private String version() {
        if (root.member("swagger").isPresent()) {
            throw findings.refuse(
                    root,
                    "this is Swagger 2.0; convert it first, such as by `npx swagger2openapi DOCUMENT --outfile openapi.json`,"
                            + " and import the result");
        }
        Place member = root.member("openapi")
                .orElseThrow(() -> findings.refuse(root, "there is no `openapi` member; send OpenAPI 3.0 or 3.1"));
        Optional<String> version = reading.line(member);
        if (version.isEmpty() || !VERSION.matcher(version.get()).matches()) {
            throw findings.refuse(
                    member,
                    version.map(Quoted::quoted).orElse(member.value().kind())
                            + " is not a version that is read; send OpenAPI 3.0 or 3.1");
        }
        return version.get();
    }

    private List<Operation> operations(String version, EntityRoles roles) {
        Optional<Place> paths = root.member("paths");
        if (paths.isPresent()) {
            List<Operation> operations = new PathsWalk(root, roles, reading).operations(paths.get());
            if (operations.isEmpty()) {
                findings.warning(paths.get(), "has no operations, so there is nothing to import; check the document");
            }
            return operations;
        }
        if (version.startsWith("3.0")) {
            throw findings.refuse(root, "there is no `paths`, which OpenAPI " + quoted(version) + " requires; add it");
        }
        findings.warning(root, "there is no `paths`, so there is nothing to import; webhooks are calls of your own");
        return List.of();
    }
}
