package dev.mandate.control.openapi.walk;

import static dev.mandate.control.openapi.text.Quoted.quoted;

import dev.mandate.control.openapi.document.HttpMethod;
import dev.mandate.control.openapi.document.Operation;
import dev.mandate.control.openapi.text.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Walks {@code paths}, and nothing else that can hold path items: webhooks and callbacks are calls of the other side. */
final class PathsWalk {
    private static final Set<String> METHODS =
            Arrays.stream(HttpMethod.values()).map(HttpMethod::member).collect(Collectors.toSet());
    private static final Set<String> ITEM_MEMBERS = Set.of("$ref", "summary", "description", "servers", "parameters");

    private final Reading reading;
    private final References references;
    private final Parameters parameters;
    private final OperationMarks marks;

    private final List<Operation> operations = new ArrayList<>();
    private final Map<String, PathTemplate> templates = new HashMap<>();
    private final Map<String, Place> ids = new HashMap<>();
    private int seen;

    PathsWalk(Place root, EntityRoles roles, Reading reading) {
        this.reading = reading;
        this.references = new References(root, reading);
        this.parameters = new Parameters(references, reading);
        this.marks = new OperationMarks(roles, reading);
    }

    List<Operation> operations(Place paths) {
        if (!(paths.value() instanceof Value.Members(Map<String, Value> byKey))) {
            throw reading.findings()
                    .refuse(paths, "must be an object, is " + paths.value().kind());
        }
        requireAtMost(byKey.size(), paths, "paths");
        byKey.forEach((key, value) -> {
            if (!key.startsWith("x-")) {
                path(key, paths.at(key, value));
            }
        });
        return operations;
    }

    private void requireAtMost(int count, Place place, String what) {
        if (count > reading.limits().operations()) {
            throw reading.findings()
                    .refuse(
                            place,
                            "more than " + reading.limits().operations() + " " + what
                                    + "; split the document or raise `MANDATE_API_MOST_OPERATIONS`");
        }
    }

    private void path(String key, Place place) {
        Optional<PathTemplate> template = PathTemplate.read(place, key, reading);
        Optional<Place> item = references.followAlone(place);
        if (template.isPresent() && item.isPresent()) {
            item(template.get(), place, item.get());
        }
    }

    private void item(PathTemplate template, Place place, Place item) {
        Map<String, Place> members = reading.members(item);
        for (HttpMethod method : HttpMethod.values()) {
            Place operation = members.get(method.member());
            if (operation != null) {
                requireAtMost(++seen, place, "operations");
                references.followAlone(operation).ifPresent(target -> operation(template, method, item, target));
            }
        }
        members.forEach((name, member) -> {
            if (!METHODS.contains(name)) {
                leftover(name, member);
            }
        });
    }

    private void leftover(String name, Place member) {
        if (name.equals(MandateMember.NAME)) {
            reading.wrong(member, "stands on the document and on operations; move it into each operation");
        } else if (name.equals("servers")) {
            reading.findings().warning(member, "is not read; the base path is that of the document's first server");
        } else if (!ITEM_MEMBERS.contains(name) && !name.startsWith("x-")) {
            reading.findings()
                    .warning(
                            member,
                            quoted(name) + " is not an operation of OpenAPI 3.0 or 3.1 and is left out; write"
                                    + " methods as `get`");
        }
    }

    private void operation(PathTemplate template, HttpMethod method, Place item, Place place) {
        if (!(place.value() instanceof Value.Members)) {
            reading.wrong(place, "must be an object, is " + place.value().kind());
            return;
        }
        OperationSite site = new OperationSite(method, template, place, operationId(place), parameters.of(item, place));
        warnOfUndeclared(site);
        if (place.member("servers").isPresent()) {
            reading.findings()
                    .warning(place, "`servers` is not read; the base path is that of the document's first server");
        }
        if (method == HttpMethod.TRACE) {
            reading.findings().warning(place, "`trace` is imported but never forwarded; remove it");
        }
        Operation operation = new Operation(
                method,
                template.text(),
                site.operationId(),
                place.member("summary").flatMap(reading::line).filter(line -> !line.isEmpty()),
                marks.read(site));
        keep(operation, template, place);
    }

    private Optional<String> operationId(Place place) {
        Optional<Place> member = place.member("operationId");
        Optional<String> id = member.flatMap(reading::optionalName);
        if (id.isPresent() && ids.putIfAbsent(id.get(), place) != null) {
            reading.wrong(
                    member.get(),
                    quoted(id.get()) + " is the id of "
                            + quoted(ids.get(id.get()).pointer()) + " too; give each operation its own");
        }
        return id;
    }

    private void warnOfUndeclared(OperationSite site) {
        for (String name : site.template().parameters()) {
            if (!site.parameters().containsKey(new Parameters.Key("path", name))) {
                reading.findings()
                        .warning(
                                site.operation(),
                                "the path parameter " + quoted(name) + " is not declared; add it to `parameters`");
            }
        }
    }

    private void keep(Operation operation, PathTemplate template, Place place) {
        PathTemplate first = templates.putIfAbsent(operation.method() + " " + template.shape(), template);
        if (first == null) {
            operations.add(operation);
        } else if (first.narrowed() || template.narrowed()) {
            reading.wrong(
                    place,
                    quoted(operation.method() + " " + template.text()) + " and " + quoted(first.text())
                            + " differ in regular expressions alone, which are not compared; make them one operation,"
                            + " or give them different paths");
        } else {
            reading.findings()
                    .warning(
                            place,
                            quoted(operation.method() + " " + template.text()) + " is the same action as "
                                    + quoted(first.text()) + ", which counts with all its marks; remove one of them");
        }
    }
}
