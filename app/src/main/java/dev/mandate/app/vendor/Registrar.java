package dev.mandate.app.vendor;

import dev.mandate.app.management.ManagementClient;
import java.util.Map;

/** A registry's administrator: binds users to sales channels and says which roles they have there. */
public final class Registrar {
    private final ManagementClient admin;

    public Registrar(ManagementClient admin) {
        this.admin = admin;
    }

    public static String own() {
        return "/user-services/users/me/saleschannel-binding";
    }

    static String binding(String user) {
        return "/user-services/users/" + user + "/saleschannel-binding";
    }

    public static String binding(String user, String channel) {
        return binding(user) + "/" + channel;
    }

    public static String roles(String user, String channel) {
        return binding(user, channel) + "/roles";
    }

    public ManagementClient.Answer bind(String user, String channel) {
        return admin.call("POST", binding(user, channel), null);
    }

    public ManagementClient.Answer unbind(String user, String channel) {
        return admin.call("DELETE", binding(user, channel), null);
    }

    public ManagementClient.Answer grant(String user, String channel, String role) {
        return admin.call("POST", roles(user, channel), Map.of("role", role));
    }

    public ManagementClient.Answer withdraw(String user, String channel, String role) {
        return admin.call("DELETE", roles(user, channel), Map.of("role", role));
    }
}
