package dev.mandate.protocol.json;

import dev.mandate.engine.app.AuthenticationMethod;
import dev.mandate.engine.app.CredentialKind;
import dev.mandate.engine.app.GrantType;
import dev.mandate.engine.app.ManagementScope;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.catalogue.SpaceParameter;
import dev.mandate.engine.change.CatalogueChange.KeyUse;
import dev.mandate.engine.change.Permission;
import dev.mandate.engine.change.TenantStatus;
import dev.mandate.engine.change.UserKind;
import java.util.Arrays;
import java.util.List;

/**
 * A constant of an enumeration that changes have as a member.
 *
 * @param format the first format of the log in which it may be written
 * @param name its name on the wire
 */
public record ChangeConstant(int format, String name, Enum<?> constant) {
    /**
     * INVARIANT: a released line keeps its format and its name; a constant may be renamed. A constant that the previous
     * release lacked belongs to a new format, because a node that does not know it stops at the entry.
     */
    public static final List<ChangeConstant> ALL = List.of(
            // one line each
            new ChangeConstant(1, "PENDING", ActionStatus.PENDING),
            new ChangeConstant(1, "ACTIVE", ActionStatus.ACTIVE),
            new ChangeConstant(1, "RETIRED", ActionStatus.RETIRED),
            new ChangeConstant(1, "SWITCH", ApiKind.SWITCH),
            new ChangeConstant(1, "ENTITY", ApiKind.ENTITY),
            new ChangeConstant(1, "PATH", SpaceParameter.In.PATH),
            new ChangeConstant(1, "QUERY", SpaceParameter.In.QUERY),
            new ChangeConstant(1, "WORKSPACE", SpaceKind.WORKSPACE),
            new ChangeConstant(1, "SALES_CHANNEL", SpaceKind.SALES_CHANNEL),
            new ChangeConstant(3, "CLIENT_SECRET_BASIC", AuthenticationMethod.CLIENT_SECRET_BASIC),
            new ChangeConstant(3, "CLIENT_SECRET_POST", AuthenticationMethod.CLIENT_SECRET_POST),
            new ChangeConstant(1, "TOKEN", KeyUse.TOKEN),
            new ChangeConstant(1, "IDENTITY", KeyUse.IDENTITY),
            new ChangeConstant(1, "SECRET", CredentialKind.SECRET),
            new ChangeConstant(1, "KEY", CredentialKind.KEY),
            new ChangeConstant(1, "CERTIFICATE", CredentialKind.CERTIFICATE),
            new ChangeConstant(1, "API_KEY", CredentialKind.API_KEY),
            new ChangeConstant(1, "CLIENT_CREDENTIALS", GrantType.CLIENT_CREDENTIALS),
            new ChangeConstant(1, "AUTHORIZATION_CODE", GrantType.AUTHORIZATION_CODE),
            new ChangeConstant(1, "ADMIN", ManagementScope.ADMIN),
            new ChangeConstant(1, "READ", ManagementScope.READ),
            new ChangeConstant(1, "ASK", ManagementScope.ASK),
            new ChangeConstant(1, "NONE", Permission.NONE),
            new ChangeConstant(1, "ACCESS", Permission.ACCESS),
            new ChangeConstant(1, "ACTIVE", TenantStatus.ACTIVE),
            new ChangeConstant(1, "SUSPENDED", TenantStatus.SUSPENDED),
            new ChangeConstant(1, "PERSON", UserKind.PERSON),
            new ChangeConstant(1, "SERVICE", UserKind.SERVICE));

    /**
     * Returns the constants of an enumeration; those of one that no change has as a member are known by their names, in
     * every format.
     */
    static List<ChangeConstant> of(Class<?> type) {
        List<ChangeConstant> listed =
                ALL.stream().filter(c -> type.isInstance(c.constant())).toList();
        List<Enum<?>> all = Arrays.stream(type.getEnumConstants())
                .<Enum<?>>map(c -> (Enum<?>) c)
                .toList();
        if (listed.isEmpty()) {
            return all.stream().map(c -> new ChangeConstant(1, c.name(), c)).toList();
        }
        if (listed.size() < all.size()) {
            throw new AssertionError("each constant of " + type + " has a line, or none");
        }
        return listed;
    }
}
