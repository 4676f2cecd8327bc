package dev.mandate.control.binding;

import dev.mandate.control.api.Call;
import dev.mandate.control.api.HttpConditions;
import dev.mandate.control.api.Reply;
import dev.mandate.control.log.Done;
import dev.mandate.control.log.Proposal;
import dev.mandate.engine.catalogue.EntityRole;
import dev.mandate.engine.change.BindingChange;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code .../saleschannel-binding/{channel}/roles}: the entity roles on a binding, for whoever administers roles there. */
@RestController
final class RolesController {
    private static final String ROLES = "/user-services/users/{userId}/saleschannel-binding/{salesChannelId}/roles";

    private final Door door;

    RolesController(Door door) {
        this.door = door;
    }

    @GetMapping(ROLES)
    ResponseEntity<byte[]> show(Call call, @PathVariable String userId) {
        return door.read(call, Asked.of(call), visitor -> {
            Visitor.Resident resident = visitor.residentThere(userId);
            return Reply.ok(BindingView.of(resident.user(), resident.bound()), Written.thing(resident.user()));
        });
    }

    @PostMapping(ROLES)
    ResponseEntity<byte[]> add(Call call, @PathVariable String userId) {
        return door.write(call, visitor -> added(call, visitor, userId), (state, done) -> done.reply(state, call));
    }

    private static Proposal<Written> added(Call call, Visitor visitor, String userId) {
        String named = RoleForm.inBody(call);
        Visitor.Resident resident = changeable(call, visitor, userId);
        EntityRole role = Offers.require(visitor.state(), named);
        return resident.holds(named)
                ? Proposal.nothing(new Written(resident.user(), false))
                : Proposal.of(
                        List.of(new BindingChange.EntityRoleGranted(resident.user(), role, null)),
                        new Written(resident.user(), true));
    }

    @DeleteMapping(ROLES)
    ResponseEntity<byte[]> remove(
            Call call, @PathVariable String userId, @RequestParam(required = false) @Nullable List<String> role) {
        List<String> inQuery = role == null ? List.of() : role;
        return door.write(call, visitor -> removed(call, visitor, userId, inQuery), (state, done) -> Reply.gone());
    }

    /** A role that no API lists any more can still be taken away. */
    private static Proposal<Done> removed(Call call, Visitor visitor, String userId, List<String> inQuery) {
        String named = RoleForm.anywhere(call, inQuery);
        Visitor.Resident resident = changeable(call, visitor, userId);
        return resident.holds(named)
                ? Proposal.of(new BindingChange.EntityRoleRevoked(resident.user(), new EntityRole(named)))
                : notHeld(visitor, named);
    }

    private static Proposal<Done> notHeld(Visitor visitor, String named) {
        Offers.requireListed(visitor.state(), named);
        return Proposal.of();
    }

    /** The user of the path, once it is clear that the visitor may change it and means it as it is. */
    private static Visitor.Resident changeable(Call call, Visitor visitor, String userId) {
        Visitor.Resident resident = visitor.residentThere(userId);
        new HttpConditions(call).requireMatch(visitor.state(), Written.thing(resident.user()));
        return resident;
    }
}
