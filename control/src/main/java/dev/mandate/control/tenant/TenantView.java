package dev.mandate.control.tenant;

import dev.mandate.control.directory.Listing;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.state.Tenancy;
import java.util.List;

/** A tenant as operators see it. */
record TenantView(String id, String name, String status, List<String> apis, int users, int apps) {
    static TenantView of(CommandState state) {
        Tenancy tenancy = state.view().tenant().tenancy();
        String id = state.view().tenant().stream().value();
        String name = state.directory()
                .find(TenantManagementCommand.thing(state.view().tenant().stream()))
                .map(Listing::name)
                .orElse("");
        return new TenantView(
                id,
                name,
                tenancy.status().name(),
                tenancy.apis().stream().map(ApiId::value).sorted().toList(),
                tenancy.users().size(),
                tenancy.apps().size());
    }
}
