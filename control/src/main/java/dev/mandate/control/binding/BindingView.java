package dev.mandate.control.binding;

import dev.mandate.engine.id.UserId;
import java.util.List;

/** A binding as it is shown. */
record BindingView(String userId, String salesChannelId, List<String> roles) {
    static BindingView of(UserId user, CurrentBinding binding) {
        return new BindingView(user.value(), binding.channel().value(), binding.roles());
    }
}
