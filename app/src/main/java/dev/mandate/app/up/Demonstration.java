package dev.mandate.app.up;

import dev.mandate.app.file.EnvironmentFile;
import dev.mandate.app.file.Failure;
import dev.mandate.client.token.TokenException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The demonstration: a studio with a media gateway, and a registry with its sales channels. */
final class Demonstration implements AutoCloseable {
    private final List<DemoPart> parts = new ArrayList<>();
    private final List<String> incomplete = new ArrayList<>();

    private Demonstration() {}

    static Demonstration start(DemoGround ground) {
        Demonstration demonstration = new Demonstration();
        try {
            demonstration.run(ground);
            return demonstration;
        } catch (RuntimeException e) {
            demonstration.close();
            throw e;
        }
    }

    private void run(DemoGround ground) {
        EnvironmentFile file = ground.file();
        EnvironmentFile platform = ground.folder().file(PlatformFile.NAME);
        for (String name : List.of("PLATFORM_ADMIN_CLIENT_ID", "PLATFORM_ADMIN_CLIENT_SECRET")) {
            platform.find(name).ifPresent(value -> file.set(name, value));
        }
        file.set("GATEWAY_URL", ground.addresses().gateway().toString());
        file.set("CONTROL_URL", ground.addresses().control().toString());
        file.set("TOKEN_URL", ground.addresses().token().toString());
        open(List.of(StudioDemo.prepared(ground), RegistryDemo.prepared(ground)));
        parts.forEach(this::complete);
    }

    /** The installation is worth more than its demonstration: credentials that were withdrawn keep nothing from starting. */
    private void complete(DemoPart part) {
        try {
            part.complete();
        } catch (Failure | TokenException e) {
            incomplete.add(Failure.line(e));
        }
    }

    /** The upstreams start side by side: each waits for its database most of the time. */
    private void open(List<Callable<DemoPart>> upstreams) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<DemoPart>> starting =
                    upstreams.stream().map(threads::submit).toList();
            for (Future<DemoPart> part : starting) {
                parts.add(part.get());
            }
        } catch (ExecutionException e) {
            throw new Failure("a sample service does not start: " + Failure.line(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted", e);
        }
    }

    void announce(PrintWriter out) {
        parts.forEach(part -> part.announce(out));
        incomplete.forEach(why -> out.println(
                "  a part of the demonstration is not set up (" + why + "): the next start tries it again"));
    }

    @Override
    public void close() {
        parts.reversed().forEach(DemoPart::close);
    }
}
