package dev.mandate.control.binding;

import dev.mandate.control.api.Call;
import dev.mandate.control.api.HttpConditions;
import dev.mandate.control.api.Ids;
import dev.mandate.control.api.Refusals;
import dev.mandate.control.api.Reply;
import dev.mandate.control.log.Done;
import dev.mandate.control.log.Proposal;
import dev.mandate.engine.change.BindingChange;
import dev.mandate.engine.id.UserId;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code .../saleschannel-binding}: administrators bind and unbind; who sees a user sees its binding. */
@RestController
final class BindingController {
    private final Door door;

    BindingController(Door door) {
        this.door = door;
    }

    /** A body without a field: none is known. */
    record Nothing() {}

    @GetMapping("/user-services/users/me/saleschannel-binding")
    ResponseEntity<byte[]> own(Call call) {
        return door.read(call, Asked.own(call), visitor -> shown(visitor.own()));
    }

    @GetMapping("/user-services/users/{userId}/saleschannel-binding")
    ResponseEntity<byte[]> show(Call call, @PathVariable String userId) {
        boolean self =
                userId.equals(Ids.ME) || userId.equals(call.actor().user().value());
        return self ? own(call) : door.read(call, Asked.of(call), visitor -> shown(visitor.resident(userId)));
    }

    private static Reply shown(Visitor.Resident resident) {
        return Reply.ok(BindingView.of(resident.user(), resident.bound()), Written.thing(resident.user()));
    }

    @PostMapping("/user-services/users/{userId}/saleschannel-binding/{salesChannelId}")
    ResponseEntity<byte[]> bind(Call call, @PathVariable String userId) {
        return door.write(call, visitor -> bound(call, visitor, userId), (state, done) -> done.reply(state, call));
    }

    private static Proposal<Written> bound(Call call, Visitor visitor, String userId) {
        UserId user = changeable(call, visitor, userId);
        Optional<Bound> bound = visitor.bound(user);
        if (bound.isEmpty()) {
            return Proposal.of(List.of(new BindingChange.UserBound(user, visitor.channel())), new Written(user, true));
        }
        if (!bound.get().channel().equals(visitor.channel())) {
            throw Refusals.conflict(
                    "bound_elsewhere",
                    "user `" + user + "` is bound to sales channel `"
                            + bound.get().channel() + "`, and to one at most: unbind it there first");
        }
        return Proposal.nothing(new Written(user, false));
    }

    @DeleteMapping("/user-services/users/{userId}/saleschannel-binding/{salesChannelId}")
    ResponseEntity<byte[]> unbind(Call call, @PathVariable String userId) {
        return door.write(call, visitor -> unbound(call, visitor, userId), (state, done) -> Reply.gone());
    }

    private static Proposal<Done> unbound(Call call, Visitor visitor, String userId) {
        UserId user = changeable(call, visitor, userId);
        return visitor.bound(user)
                .filter(b -> b.channel().equals(visitor.channel()))
                .map(b -> Proposal.of(new BindingChange.UserUnbound(user)))
                .orElseThrow(() -> visitor.absent(
                        "user `" + user + "` is not bound to sales channel `" + visitor.channel() + "`"));
    }

    /** The user of the path, once it is clear that the visitor may change it and means it as it is. */
    private static UserId changeable(Call call, Visitor visitor, String userId) {
        if (call.body().length() > 0) {
            call.read(Nothing.class);
        }
        UserId user = visitor.user(userId);
        visitor.requireNotBelow(user);
        new HttpConditions(call).requireMatch(visitor.state(), Written.thing(user));
        return user;
    }
}
