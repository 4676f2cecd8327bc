package dev.mandate.control.role;

import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.directory.Listing;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.id.RoleId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A user role as it is shown.
 *
 * @param accesses how many actions stand at Access
 */
record RoleView(String id, String name, boolean builtIn, int accesses) {
    private static final String OWNER = "Owner";
    private static final String ADMINISTRATOR = "Administrator";

    /** Names that no other role may have. */
    static final List<String> BUILT_IN = List.of(OWNER, ADMINISTRATOR);

    /** Whether the id is a built-in role's, in whatever case. */
    static boolean isBuiltIn(RoleId role) {
        return Stream.of(RoleId.OWNER, RoleId.ADMINISTRATOR)
                .anyMatch(builtIn -> builtIn.value().equalsIgnoreCase(role.value()));
    }

    static RoleView of(CommandState state, RoleId role) {
        int accesses = state.view()
                .tenant()
                .tenancy()
                .roles()
                .get(role)
                .map(r -> r.accesses().size())
                .orElseThrow(() -> Refusals.unknown("role", role.value()));
        Optional<Listing> listing = state.directory().find(new Thing(Thing.Kind.ROLE, role.value()));
        return new RoleView(
                role.value(),
                listing.map(Listing::name).filter(n -> !n.isEmpty()).orElseGet(() -> standard(role)),
                role.builtIn(),
                accesses);
    }

    private static String standard(RoleId role) {
        return role.equals(RoleId.OWNER) ? OWNER : ADMINISTRATOR;
    }

    /** Every role, the built-in ones among them, in the order of ids. */
    static List<String> ids(CommandState state) {
        Stream.Builder<String> ids = Stream.builder();
        state.view().tenant().tenancy().roles().forEach((id, role) -> ids.add(id.value()));
        return ids.build().sorted().toList();
    }
}
