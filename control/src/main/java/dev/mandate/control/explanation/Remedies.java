package dev.mandate.control.explanation;

import dev.mandate.control.directory.Listing;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.history.AsOf;
import dev.mandate.engine.change.AppChange;
import dev.mandate.engine.change.BindingChange;
import dev.mandate.engine.change.CatalogueChange;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.change.CredentialChange;
import dev.mandate.engine.change.Entry;
import dev.mandate.engine.change.GroupChange;
import dev.mandate.engine.change.LogChange;
import dev.mandate.engine.change.MembershipChange;
import dev.mandate.engine.change.RoleChange;
import dev.mandate.engine.change.SpaceChange;
import dev.mandate.engine.change.TenantChange;
import dev.mandate.engine.change.UserChange;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.SpaceId;
import dev.mandate.engine.right.Group;
import dev.mandate.engine.search.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Fixes as the calls of the management API that make them. */
final class Remedies {
    /** The most workspaces of a group whose list is sent whole. */
    private static final int MOST_LISTED = Entry.MOST_CHANGES - 2;

    private final AsOf asOf;
    private final Sentences sentences;

    /** Of the state that the calls would change. */
    Remedies(AsOf asOf) {
        this.asOf = asOf;
        this.sentences = new Sentences(asOf.view().platform().catalogue());
    }

    FixView of(Fix fix) {
        return new FixView(
                fix.changes().stream().map(ExplainedFact::json).toList(),
                sentences.of(fix.changes()),
                calls(fix.changes()),
                fix.triples(),
                fix.users(),
                fix.cut());
    }

    private List<FixView.Call> calls(List<Change> changes) {
        List<FixView.Call> calls = new ArrayList<>();
        changes.forEach(change -> calls.addAll(calls(change, changes)));
        return calls;
    }

    private List<FixView.Call> calls(Change change, List<Change> together) {
        return switch (change) {
            case RoleChange.PermissionSet c ->
                one("PATCH", "/api/v1/roles/" + c.role() + "/permissions", Map.of(key(c.action()), c.permission()));
            case UserChange.UserRoleAssigned c ->
                one(
                        "PUT",
                        "/api/v1/users/" + c.user() + "/role",
                        Map.of("role", c.role().value()));
            case MembershipChange.MemberAdded c -> bare("PUT", "/api/v1/users/" + c.user() + "/groups/" + c.group());
            case GroupChange.WorkspaceOpened c -> opened(c);
            case BindingChange.UserBound c -> bare("POST", binding(c));
            case BindingChange.EntityRoleGranted c -> granted(c, together);
            case TenantChange.ApiEnabled c -> bare("POST", "/api/v1/apis/" + c.api() + "/enable");
            case RoleChange _, UserChange _, MembershipChange _, GroupChange _, BindingChange _ -> List.of();
            case TenantChange _, AppChange _, CatalogueChange _, CredentialChange _ -> List.of();
            case LogChange _, SpaceChange _ -> List.of();
        };
    }

    private static List<FixView.Call> one(String method, String path, Object body) {
        return List.of(FixView.Call.of(method, path, body));
    }

    private static List<FixView.Call> bare(String method, String path) {
        return List.of(FixView.Call.of(method, path, null));
    }

    private String key(ActionId action) {
        return asOf.view().platform().catalogue().endpoints().stream()
                .filter(e -> e.action().id().equals(action))
                .map(e -> e.action().key().toString())
                .findFirst()
                .orElseThrow();
    }

    private static String binding(BindingChange.UserBound bound) {
        return "/user-services/users/" + bound.user() + "/saleschannel-binding/" + bound.channel();
    }

    private List<FixView.Call> granted(BindingChange.EntityRoleGranted granted, List<Change> together) {
        SpaceId channel = asOf.view().tenant().tenancy().subject(granted.user()).channel();
        BindingChange.UserBound bound = together.stream()
                .filter(BindingChange.UserBound.class::isInstance)
                .map(BindingChange.UserBound.class::cast)
                .findFirst()
                .orElseGet(() -> new BindingChange.UserBound(granted.user(), Objects.requireNonNull(channel)));
        return one(
                "POST", binding(bound) + "/roles", Map.of("role", granted.role().name()));
    }

    /** The list is sent whole, upon the condition that nobody changed it. */
    private List<FixView.Call> opened(GroupChange.WorkspaceOpened opened) {
        Set<String> workspaces = new TreeSet<>(Set.of(opened.workspace().value()));
        Group group = asOf.view().tenant().tenancy().groups().find(opened.group());
        if (group != null) {
            group.workspaces().forEach((space, term) -> workspaces.add(space.value()));
        }
        if (workspaces.size() > MOST_LISTED) {
            return List.of();
        }
        String etag = asOf.state()
                .directory()
                .find(new Thing(Thing.Kind.GROUP, opened.group().value()))
                .map(Listing::revision)
                .map(revision -> "\"" + revision + "\"")
                .orElse(null);
        return List.of(
                new FixView.Call("PATCH", "/api/v1/groups/" + opened.group(), etag, Map.of("workspaces", workspaces)));
    }
}
