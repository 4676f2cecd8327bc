package dev.mandate.control.binding;

import dev.mandate.control.api.Call;
import dev.mandate.control.api.command.Refusals;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body that names a role. */
record RoleForm(@Nullable String role) {
    /** The role that the body names. */
    static String inBody(Call call) {
        String role = call.read(RoleForm.class).role();
        if (role == null) {
            throw Refusals.malformed("role", "is required");
        }
        return role;
    }

    /** The role that body or query names; if both do, they must say the same. */
    static String anywhere(Call call, List<String> inQuery) {
        Set<String> named = new LinkedHashSet<>(inQuery);
        if (call.body().length() > 0) {
            named.add(inBody(call));
        }
        if (named.isEmpty()) {
            throw Refusals.malformed("role", "is required: in the body, or as `?role=`");
        }
        if (named.size() > 1) {
            throw Refusals.malformed("role", "is named twice, differently: name one role");
        }
        return named.iterator().next();
    }
}
