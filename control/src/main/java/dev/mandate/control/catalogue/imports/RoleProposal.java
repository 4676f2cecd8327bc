package dev.mandate.control.catalogue.imports;

import dev.mandate.control.openapi.document.Need;
import dev.mandate.control.openapi.document.OpenApiDocument;
import dev.mandate.control.openapi.document.Operation;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Entity roles that would let somebody hold every action of a document, as its {@code x-mandate} would say it.
 *
 * @param scopes by role of a scope of its own, the operations that it grants
 */
public record RoleProposal(List<String> roles, SortedMap<String, List<String>> scopes) {
    private static final Set<String> WRITING = Set.of("create", "update", "delete");
    private static final Set<String> DERIVED = Set.of("VIEWER", "ADMINISTRATOR");

    /** None if the document lists roles, or no action needs one. */
    static Optional<RoleProposal> of(OpenApiDocument document) {
        NavigableSet<String> roles = new TreeSet<>();
        SortedMap<String, List<String>> scopes = new TreeMap<>();
        for (Operation operation : ActionMatch.served(document)) {
            for (Need need : operation.marks().needs()) {
                String role = role(need);
                roles.add(role);
                if (isNamed(need)) {
                    scopes.put(role, List.of(need.operation()));
                }
            }
        }
        boolean wanted = document.roles().isEmpty() && !roles.isEmpty();
        return wanted ? Optional.of(new RoleProposal(List.copyOf(roles), scopes)) : Optional.empty();
    }

    private static boolean isNamed(Need need) {
        return !need.operation().equals("read") && !WRITING.contains(need.operation());
    }

    private static String role(Need need) {
        String scope = need.operation().equals("read")
                ? "VIEWER"
                : WRITING.contains(need.operation()) ? "ADMINISTRATOR" : doer(need.operation());
        return need.entity() + "_" + scope;
    }

    /** {@code accept} makes an ACCEPTER, {@code retire} a RETIRER; {@code submit-assets} stays SUBMITASSETS. */
    private static String doer(String operation) {
        String letters = operation.replace("-", "").toUpperCase(Locale.ROOT);
        String doer = letters.endsWith("E") ? letters + "R" : letters + "ER";
        return operation.contains("-") || DERIVED.contains(doer) ? letters : doer;
    }
}
