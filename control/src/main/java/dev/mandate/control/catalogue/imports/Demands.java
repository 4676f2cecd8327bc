package dev.mandate.control.catalogue.imports;

import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.openapi.document.Marks;
import dev.mandate.control.openapi.document.Operation;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.Demand;
import dev.mandate.engine.catalogue.Need;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.catalogue.SpaceParameter;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what an operation of an API of one kind demands, and where it names its space. */
record Demands(ApiKind kind) {
    /**
     * The pairs and marks of an entity API; nothing of a switch API, where the user role is asked.
     *
     * @throws Refusal 400 for a mark that the kind does not have
     */
    Demand demand(Operation operation) {
        Marks marks = operation.marks();
        return switch (kind) {
            case SWITCH -> {
                if (marks.self() || marks.administrators()) {
                    throw refused(operation, "is marked `self` or `administrators`, which only an entity api can be");
                }
                yield Demand.NONE;
            }
            case ENTITY -> {
                Set<Need> needs = marks.needs().stream()
                        .map(n -> new Need(n.entity(), n.operation()))
                        .collect(Collectors.toSet());
                yield new Demand(marks.administrators() ? Set.of() : needs, marks.self(), marks.administrators());
            }
        };
    }

    /**
     * The parameter that names the space, if one does.
     *
     * @throws Refusal 400 for a space of the other kind
     */
    Optional<SpaceParameter> space(Operation operation) {
        return operation.marks().space().map(named -> space(operation, named));
    }

    private SpaceParameter space(Operation operation, dev.mandate.control.openapi.document.SpaceParameter named) {
        SpaceKind space = switch (named.kind()) {
            case WORKSPACE -> SpaceKind.WORKSPACE;
            case SALES_CHANNEL -> SpaceKind.SALES_CHANNEL;
        };
        if ((kind == ApiKind.SWITCH) != (space == SpaceKind.WORKSPACE)) {
            throw refused(
                    operation,
                    "names a space of the wrong kind: a switch api has workspaces, an entity api sales channels");
        }
        SpaceParameter.In in = switch (named.in()) {
            case PATH -> SpaceParameter.In.PATH;
            case QUERY -> SpaceParameter.In.QUERY;
        };
        return new SpaceParameter(in, named.name(), space, named.required());
    }

    private static Refusal refused(Operation operation, String what) {
        return Refusals.malformed("document", "`" + operation.method() + " " + operation.path() + "` " + what);
    }
}
