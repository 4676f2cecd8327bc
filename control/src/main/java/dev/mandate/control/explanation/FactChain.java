package dev.mandate.control.explanation;

import dev.mandate.control.history.AsOf;
import dev.mandate.control.history.Provenance;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Demand;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.BindingChange;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.CredentialChange;
import dev.mandate.engine.change.GroupChange;
import dev.mandate.engine.change.LogChange;
import dev.mandate.engine.change.MembershipChange;
import dev.mandate.engine.change.RoleChange;
import dev.mandate.engine.change.SpaceChange;
import dev.mandate.engine.change.TenantChange;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.state.App;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.user.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The facts from an API's action to the user who holds the right, in that order, each with its entry. */
final class FactChain {
    private final AsOf asOf;
    private final Provenance.Search search;
    private final Sentences sentences;
    private final List<ExplainedFact> links = new ArrayList<>();

    FactChain(AsOf asOf, Provenance.Search search) {
        this.asOf = asOf;
        this.search = search;
        this.sentences = new Sentences(asOf.view().platform().catalogue());
    }

    List<ExplainedFact> links() {
        return List.copyOf(links);
    }

    /** The change is so, and this is its entry. */
    ExplainedFact link(Change change) {
        return ExplainedFact.of(kind(change), sentences.of(change), change, search.of(change));
    }

    void action(Endpoint endpoint) {
        String action =
                "`" + endpoint.action().key() + "` of api `" + endpoint.api().id() + "` ";
        boolean active = endpoint.action().status() == ActionStatus.ACTIVE;
        String status = active ? "is in force" : "is pending: nobody holds it until an operator activates it";
        links.add(ExplainedFact.of(
                "action", action + status, null, search.of(endpoint.api().id(), endpoint.action())));
        Demand demand = endpoint.action().demand();
        if (demand.self()) {
            // the commands of the control plane's own API check it
            boolean checked = endpoint.api().upstream().isEmpty();
            String about = checked ? " about itself" : ", and the api must check that it is about the caller";
            links.add(ExplainedFact.bare("action", action + "is held by every active user" + about));
        } else if (demand.administrators()) {
            links.add(ExplainedFact.bare("action", action + "is held by administrators alone"));
        }
    }

    void facts(List<Change> facts) {
        facts.forEach(fact -> links.add(link(fact)));
    }

    /** The app, what it proves itself with, for whom it acts, and the user. */
    void party(Party party) {
        if (party.app() != null) {
            app(party.app());
        }
        tenancy()
                .users()
                .get(party.user())
                .map(User::kind)
                .ifPresent(kind -> links.add(link(new UserChange.UserAdded(party.user(), kind))));
    }

    private void app(AppId id) {
        Optional<App> app = tenancy().apps().get(id);
        if (app.isPresent()) {
            links.add(ExplainedFact.of("app", "app `" + id + "` is registered", null, search.of(id)));
            credentials(id).forEach(credential -> links.add(link(credential)));
        }
        app.flatMap(App::onBehalfOf).ifPresent(user -> links.add(link(new AppChange.OnBehalfOfSet(id, user))));
    }

    /** What the app could obtain a token with. */
    private List<Change> credentials(AppId owner) {
        List<Change> live = new ArrayList<>();
        tenancy().credentials().forEach((id, credential) -> {
            Instant until = credential.term().until();
            if (credential.owner().equals(owner) && credential.term().holds(asOf.now())) {
                live.add(new CredentialChange.CredentialAdded(id, owner, credential.kind(), until));
            }
        });
        live.sort(Comparator.comparing(Change::toString));
        return live;
    }

    private Tenancy tenancy() {
        return asOf.view().tenant().tenancy();
    }

    private static String kind(Change change) {
        return switch (change) {
            case AppChange.OnBehalfOfSet _ -> "on-behalf-of";
            case AppChange _ -> "app";
            case BindingChange.EntityRoleGranted _, BindingChange.EntityRoleRevoked _ -> "entity-role";
            case BindingChange _ -> "binding";
            case CatalogueChange _, TenantChange.ApiEnabled _, TenantChange.ApiDisabled _ -> "api";
            case CredentialChange _ -> "credential";
            case GroupChange.WorkspaceOpened _, GroupChange.WorkspaceClosed _, SpaceChange _ -> "space";
            case GroupChange.AllOpened _, GroupChange.AllClosed _ -> "space";
            case MembershipChange _, GroupChange _ -> "group";
            case RoleChange.PermissionSet _ -> "permission";
            case UserChange.UserRoleAssigned _, UserChange.UserRoleUnassigned _, RoleChange _ -> "role";
            case UserChange _ -> "user";
            case TenantChange _, LogChange _ -> "tenant";
        };
    }
}
