package dev.mandate.app.demo;

import dev.mandate.app.management.ManagementClient;
import dev.mandate.app.vendor.ApiCall;
import dev.mandate.app.vendor.AppSetup;
import dev.mandate.app.vendor.DemoSteps;
import dev.mandate.app.vendor.Vendor;
import dev.mandate.app.vendor.Vendor.Seen;
import java.util.Map;

/**
 * A user of the registry and the vendor's app that acts on the user's behalf, with one token that it keeps whatever becomes
 * of the user's rights.
 */
final class ChannelUser {
    private final RegistryStage stage;
    private final String id;
    private final String app;
    private final String token;
    private final Vendor vendor;
    private String revision = "";

    private ChannelUser(RegistryStage stage, String id, Vendor vendor) {
        this.stage = stage;
        this.id = id;
        this.app = vendor.clientId();
        this.vendor = vendor;
        this.token = vendor.token();
    }

    /** Makes the user and the app, neither bound nor with any role. */
    static ChannelUser join(RegistryStage stage, String id, String app) {
        stage.admin().must("POST", "/api/v1/users", Map.of("id", id, "kind", "service", "name", "Trader " + id));
        AppSetup.Registered made = new AppSetup(stage.admin(), DemoSteps.silent()).make(AppSetup.Plan.of(app, id));
        return new ChannelUser(stage, id, new Vendor(stage.http(), stage.gateway(), made.app(), made.secret(), ""));
    }

    String id() {
        return id;
    }

    /** Binds the user to the story's channel and grants these roles, one by one. */
    ChannelUser with(String... roles) {
        after(stage.registrar().bind(id, stage.channel()));
        for (String role : roles) {
            after(stage.registrar().grant(id, stage.channel(), role));
        }
        return this;
    }

    /** Unbinds the user, and the roles go with the binding. */
    ManagementClient.Answer unbind() {
        ManagementClient.Answer unbound = stage.registrar().unbind(id, stage.channel());
        after(unbound);
        return unbound;
    }

    /** What is asked from now on is answered from a state that has this write. */
    void after(ManagementClient.Answer written) {
        revision = written.revision().isEmpty() ? revision : written.revision();
    }

    /** Calls; what was written is in force for whatever is asked next. */
    Seen ask(ApiCall call) {
        Seen seen = vendor.call(token, call.after(revision));
        revision = seen.headers().getOrDefault("mandate-revision", revision);
        return seen;
    }

    Seen get(String path) {
        return ask(ApiCall.get(path));
    }

    /** Takes the app and the user away. */
    void leave() {
        stage.admin().must("DELETE", "/api/v1/apps/" + app, null);
        stage.admin().must("DELETE", "/api/v1/users/" + id, null);
    }
}
