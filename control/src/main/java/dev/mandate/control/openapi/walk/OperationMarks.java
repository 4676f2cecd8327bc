package dev.mandate.control.openapi.walk;

import static dev.mandate.control.openapi.text.Quoted.quoted;

import dev.mandate.control.openapi.document.Marks;
import dev.mandate.control.openapi.document.Need;
import dev.mandate.control.openapi.document.SpaceKind;
import dev.mandate.control.openapi.document.SpaceParameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads an operation's {@code x-mandate}, to the letter: what is unknown or of a wrong type is an error, never ignored. */
final class OperationMarks {
    private static final Set<String> MEMBERS =
            Set.of("modules", "needs", "space", "self", "administrators", "precedence");
    private static final Set<String> NEED = Set.of("entity", "operation");
    private static final Set<String> SPACE = Set.of("in", "name", "kind");
    private static final Pattern ENTITY = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

    private final EntityRoles roles;
    private final Reading reading;

    OperationMarks(EntityRoles roles, Reading reading) {
        this.roles = roles;
        this.reading = reading;
    }

    Marks read(OperationSite site) {
        Optional<Place> member = MandateMember.of(site.operation());
        Map<String, Place> members =
                member.map(place -> reading.membersOf(place, MEMBERS)).orElse(Map.of());
        boolean self = flag(members, "self");
        boolean administrators = flag(members, "administrators");
        boolean silent = !members.containsKey("needs") && !self && !administrators;
        List<Need> needs = silent ? proposed(site) : needs(members);
        if (administrators && (self || !needs.isEmpty())) {
            reading.wrong(
                    member.orElse(site.operation()),
                    "`administrators` means the administrators alone; remove it, or `self` and `needs` beside it");
        }
        return new Marks(
                modules(members, site.operation()),
                needs,
                silent,
                Optional.ofNullable(members.get("space")).flatMap(space -> space(space, site)),
                self,
                administrators,
                Optional.ofNullable(members.get("precedence"))
                        .flatMap(reading::whole)
                        .orElse(0));
    }

    private boolean flag(Map<String, Place> members, String name) {
        return Optional.ofNullable(members.get(name)).flatMap(reading::flag).orElse(false);
    }

    private List<String> modules(Map<String, Place> members, Place operation) {
        Place marked = members.get("modules");
        if (marked != null) {
            return reading.names(marked, reading::name);
        }
        return operation
                .member("tags")
                .map(tags -> reading.names(tags, reading::optionalName))
                .orElse(List.of());
    }

    private List<Need> proposed(OperationSite site) {
        Optional<Need> need = NeedProposal.of(site.method(), site.template().text(), site.operationId());
        if (need.isEmpty()) {
            reading.findings()
                    .warning(
                            site.operation(),
                            "the path " + quoted(site.template().text())
                                    + " suggests no entity; write `x-mandate.needs`");
        }
        return need.stream().toList();
    }

    private List<Need> needs(Map<String, Place> members) {
        List<Need> needs = new ArrayList<>();
        for (Place item :
                Optional.ofNullable(members.get("needs")).map(reading::items).orElse(List.of())) {
            need(item).ifPresent(need -> {
                needs.add(need);
                if (!roles.grants(need)) {
                    reading.findings()
                            .warning(
                                    item,
                                    "no role listed grants " + quoted(need.entity() + " " + need.operation())
                                            + "; list one, or nobody can hold this action");
                }
            });
        }
        return needs.stream().distinct().toList();
    }

    private Optional<Need> need(Place item) {
        Map<String, Place> members = reading.membersOf(item, NEED);
        Optional<String> entity = required(item, members, "entity").flatMap(this::entity);
        Optional<String> operation =
                required(item, members, "operation").flatMap(place -> OperationName.read(place, reading));
        return entity.isPresent() && operation.isPresent()
                ? Optional.of(new Need(entity.get(), operation.get()))
                : Optional.empty();
    }

    private Optional<String> entity(Place place) {
        return reading.name(place)
                .flatMap(name -> ENTITY.matcher(name).matches()
                        ? Optional.of(name)
                        : reading.wrong(
                                place,
                                quoted(name)
                                        + " must be an entity such as `TRADER`: upper-case letters, digits and `_`"));
    }

    private Optional<SpaceParameter> space(Place space, OperationSite site) {
        Map<String, Place> members = reading.membersOf(space, SPACE);
        Optional<SpaceParameter.In> in = required(space, members, "in").flatMap(this::in);
        Optional<SpaceKind> kind = required(space, members, "kind").flatMap(this::kind);
        Optional<Place> namePlace = required(space, members, "name");
        Optional<String> name = namePlace.flatMap(reading::name);
        if (in.isEmpty() || kind.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        Optional<Boolean> required = site.required(in.get(), name.get());
        if (required.isEmpty()) {
            return reading.wrong(
                    namePlace.get(),
                    quoted(name.get()) + " is not a " + in.get().word()
                            + " parameter that this operation declares; declare it in `parameters`");
        }
        if (in.get() == SpaceParameter.In.PATH && site.sharesSegment(name.get())) {
            return reading.wrong(
                    namePlace.get(),
                    quoted(name.get())
                            + " names a space and shares its segment with another parameter, so a request can be"
                            + " read as for two spaces; give it a segment of its own, or take a query parameter");
        }
        return Optional.of(new SpaceParameter(
                in.get(), name.get(), kind.get(), required.get(), inQuery(site, in.get(), name.get())));
    }

    /** The query parameters that the operation declares, without the space's own. */
    private static List<String> inQuery(OperationSite site, SpaceParameter.In in, String name) {
        return site.parameters().keySet().stream()
                .filter(key -> key.in().equals("query"))
                .map(Parameters.Key::name)
                .filter(other -> in == SpaceParameter.In.PATH || !other.equals(name))
                .sorted()
                .toList();
    }

    private Optional<SpaceParameter.In> in(Place place) {
        Optional<SpaceParameter.In> in = reading.name(place)
                .flatMap(word -> Arrays.stream(SpaceParameter.In.values())
                        .filter(known -> known.word().equals(word))
                        .findFirst());
        return in.isPresent() ? in : reading.wrong(place, "must be `path` or `query`");
    }

    private Optional<SpaceKind> kind(Place place) {
        Optional<SpaceKind> kind = reading.name(place)
                .flatMap(word -> Arrays.stream(SpaceKind.values())
                        .filter(known -> known.word().equals(word))
                        .findFirst());
        return kind.isPresent() ? kind : reading.wrong(place, "must be `workspace` or `sales-channel`");
    }

    private Optional<Place> required(Place owner, Map<String, Place> members, String name) {
        Optional<Place> member = Optional.ofNullable(members.get(name));
        return member.isPresent() ? member : reading.wrong(owner, "must have `" + name + "`");
    }
}
