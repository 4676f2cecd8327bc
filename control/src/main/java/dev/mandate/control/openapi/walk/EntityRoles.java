package dev.mandate.control.openapi.walk;

import static dev.mandate.control.openapi.text.Quoted.quoted;

import dev.mandate.control.openapi.document.Need;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The entity roles that the document lists, and what those of a scope of their own grant.
 *
 * @param scopes by role; without derived scopes (VIEWER, ADMINISTRATOR)
 */
record EntityRoles(List<String> roles, Map<String, List<String>> scopes) {
    private static final Pattern ROLE = Pattern.compile("[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*_[A-Z][A-Z0-9]*");
    private static final Set<String> MEMBERS = Set.of("roles", "scopes");
    private static final Map<String, Set<String>> DERIVED =
            Map.of("VIEWER", Set.of("read"), "ADMINISTRATOR", Set.of("create", "read", "update", "delete"));

    static EntityRoles read(Place root, Reading reading) {
        Optional<Place> member = MandateMember.of(root);
        if (member.isEmpty()) {
            return new EntityRoles(List.of(), Map.of());
        }
        Map<String, Place> members = reading.membersOf(member.get(), MEMBERS);
        List<String> roles = Optional.ofNullable(members.get("roles"))
                .map(list -> roles(list, reading))
                .orElse(List.of());
        Map<String, List<String>> scopes = new LinkedHashMap<>();
        Optional.ofNullable(members.get("scopes"))
                .map(reading::members)
                .orElse(Map.of())
                .forEach((role, place) -> scopes.put(role, scope(role, place, roles, reading)));
        return new EntityRoles(roles, scopes);
    }

    private static List<String> roles(Place list, Reading reading) {
        Set<String> roles = new LinkedHashSet<>();
        for (Place item : reading.items(list)) {
            Optional<String> role = reading.name(item);
            if (role.isPresent() && !ROLE.matcher(role.get()).matches()) {
                reading.wrong(item, quoted(role.get()) + " must be `{ENTITY}_{SCOPE}` in upper case");
            } else if (role.isPresent() && !roles.add(role.get())) {
                reading.wrong(item, quoted(role.get()) + " is listed twice; remove one of them");
            }
        }
        return List.copyOf(roles);
    }

    private static List<String> scope(String role, Place place, List<String> roles, Reading reading) {
        if (!roles.contains(role)) {
            reading.wrong(place, quoted(role) + " is not among `roles`; list it there");
        } else if (DERIVED.containsKey(scopeOf(role))) {
            reading.wrong(place, "what " + quoted(scopeOf(role)) + " grants is fixed; leave this entry out");
        }
        List<String> operations = OperationName.readAll(place, reading);
        if (operations.isEmpty()) {
            reading.wrong(place, "must name at least one operation, such as `accept`");
        }
        return operations;
    }

    /** Whether some listed role grants the need; a document without roles is not asked. */
    boolean grants(Need need) {
        return roles.isEmpty()
                || roles.stream()
                        .anyMatch(role -> entityOf(role).equals(need.entity())
                                && (DERIVED.getOrDefault(scopeOf(role), Set.of())
                                                .contains(need.operation())
                                        || scopes.getOrDefault(role, List.of()).contains(need.operation())));
    }

    private static String entityOf(String role) {
        return role.substring(0, role.lastIndexOf('_'));
    }

    private static String scopeOf(String role) {
        return role.substring(role.lastIndexOf('_') + 1);
    }
}
