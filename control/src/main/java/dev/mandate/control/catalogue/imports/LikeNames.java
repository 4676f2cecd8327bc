package dev.mandate.control.catalogue.imports;

import dev.mandate.control.openapi.document.OpenApiDocument;
import dev.mandate.control.openapi.document.Operation;
import dev.mandate.control.openapi.document.SpaceParameter;
import dev.mandate.control.openapi.text.Finding;
import dev.mandate.engine.uri.Spelling;
import java.util.List;
import java.util.stream.Stream;

/** Query parameters that an upstream might read as the space: a query that has one is answered 400. */
final class LikeNames {
    private LikeNames() {}

    /** Returns a warning for each that the document declares. */
    static List<Finding> warnings(OpenApiDocument document) {
        return document.operations().stream()
                .flatMap(operation -> operation.marks().space().stream().flatMap(space -> warnings(operation, space)))
                .toList();
    }

    private static Stream<Finding> warnings(Operation operation, SpaceParameter space) {
        Spelling spelling = new Spelling(space.name());
        return space.others().stream()
                .filter(other -> other.equals(space.name()) || spelling.isOf(other))
                .map(other -> new Finding(
                        "",
                        "`" + operation.method() + " " + operation.path() + "` has the query parameter `" + other
                                + "`, which may be read as the space `" + space.name()
                                + "`, so requests with it are answered 400; rename it"));
    }
}
