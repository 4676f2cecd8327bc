package dev.mandate.control.binding;

import dev.mandate.control.api.Call;
import dev.mandate.control.api.Reply;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.id.UserId;
import dev.mandate.engine.state.Tenancy;

/**
 * What a command has done to a binding.
 *
 * @param made whether it made something: 201, and 200 if all was so before
 */
record BindingResult(UserId user, boolean made) {
    /** The thing that a binding is a part of, whose revision is its ETag. */
    static Thing thing(UserId user) {
        return new Thing(Thing.Kind.USER, user.value());
    }

    /** The binding as it is afterwards. */
    Reply reply(CommandState state, Call call) {
        Tenancy tenancy = state.view().tenant().tenancy();
        BindingView view = tenancy.users()
                .get(user)
                .flatMap(u -> CurrentBinding.of(tenancy, u, call.at()))
                .map(binding -> BindingView.of(user, binding))
                .orElseThrow(() -> new IllegalStateException("this is a bug: no binding where one was written"));
        return made
                ? Reply.created(view, thing(user), "/user-services/users/" + user + "/saleschannel-binding")
                : Reply.ok(view, thing(user));
    }
}
