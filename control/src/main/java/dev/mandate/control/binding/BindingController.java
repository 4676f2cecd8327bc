package dev.mandate.control.binding;

import dev.mandate.control.api.Call;
import dev.mandate.control.api.Reply;
import dev.mandate.control.api.command.Ids;
import dev.mandate.control.binding.BindingCommand.BindUser;
import dev.mandate.control.binding.BindingCommand.UnbindUser;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code .../saleschannel-binding}: administrators bind and unbind; who sees a user sees its binding. */
@RestController
final class BindingController {
    private final UserServices services;

    BindingController(UserServices services) {
        this.services = services;
    }

    /** A body without a field: none is known. */
    record Nothing() {}

    @GetMapping("/user-services/users/me/saleschannel-binding")
    ResponseEntity<byte[]> own(Call call) {
        return services.read(call, UserServiceRequest.own(call), caller -> shown(caller.own()));
    }

    @GetMapping("/user-services/users/{userId}/saleschannel-binding")
    ResponseEntity<byte[]> show(Call call, @PathVariable String userId) {
        boolean self =
                userId.equals(Ids.ME) || userId.equals(call.actor().user().value());
        return self
                ? own(call)
                : services.read(call, UserServiceRequest.of(call), caller -> shown(caller.boundUser(userId)));
    }

    private static Reply shown(AdmittedCaller.BoundUser boundUser) {
        return Reply.ok(BindingView.of(boundUser.user(), boundUser.binding()), BindingResult.thing(boundUser.user()));
    }

    @PostMapping("/user-services/users/{userId}/saleschannel-binding/{salesChannelId}")
    ResponseEntity<byte[]> bind(Call call, @PathVariable String userId) {
        requireNoBody(call);
        return services.write(call, new BindUser(userId), (state, result) -> result.reply(state, call));
    }

    @DeleteMapping("/user-services/users/{userId}/saleschannel-binding/{salesChannelId}")
    ResponseEntity<byte[]> unbind(Call call, @PathVariable String userId) {
        requireNoBody(call);
        return services.write(call, new UnbindUser(userId), (state, done) -> Reply.gone());
    }

    private static void requireNoBody(Call call) {
        if (call.body().length() > 0) {
            call.read(Nothing.class);
        }
    }
}
