package dev.mandate.control.binding;

import dev.mandate.control.api.Call;
import dev.mandate.control.api.Reply;
import dev.mandate.control.binding.BindingCommand.GrantRole;
import dev.mandate.control.binding.BindingCommand.RevokeRole;
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

    private final UserServices services;

    RolesController(UserServices services) {
        this.services = services;
    }

    @GetMapping(ROLES)
    ResponseEntity<byte[]> show(Call call, @PathVariable String userId) {
        return services.read(call, UserServiceRequest.of(call), caller -> {
            AdmittedCaller.BoundUser boundUser = caller.boundToChannel(userId);
            return Reply.ok(
                    BindingView.of(boundUser.user(), boundUser.binding()), BindingResult.thing(boundUser.user()));
        });
    }

    @PostMapping(ROLES)
    ResponseEntity<byte[]> add(Call call, @PathVariable String userId) {
        GrantRole command = new GrantRole(userId, RoleForm.inBody(call));
        return services.write(call, command, (state, result) -> result.reply(state, call));
    }

    @DeleteMapping(ROLES)
    ResponseEntity<byte[]> remove(
            Call call, @PathVariable String userId, @RequestParam(required = false) @Nullable List<String> role) {
        RevokeRole command = new RevokeRole(userId, RoleForm.anywhere(call, role == null ? List.of() : role));
        return services.write(call, command, (state, done) -> Reply.gone());
    }
}
