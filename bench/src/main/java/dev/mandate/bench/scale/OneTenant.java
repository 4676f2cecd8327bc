package dev.mandate.bench.scale;

import dev.mandate.bench.process.BenchApp;
import dev.mandate.bench.process.PartnerApi;
import dev.mandate.bench.process.Planes;
import dev.mandate.bench.report.Benchmark;
import dev.mandate.engine.id.TenantId;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** An installation whose one tenant is large. */
final class OneTenant {
    private static final int CALLS = 200;
    private static final int WRITES = 20;
    private static final TenantId TENANT = new TenantId("large");
    /** A snapshot of this size, and what passes while it is read, want more than the script's one gigabyte. */
    private static final Map<String, String> HEAP = Map.of("MANDATE_JAVA_OPTIONS", "-Xmx4g");

    private final ScaleFigures figures;
    private final int users;

    OneTenant(ScaleFigures figures, int users) {
        this.figures = figures;
        this.users = users;
    }

    private String kase(String more) {
        return users + " users, " + more;
    }

    void run(Benchmark.Setting setting) throws Exception {
        try (Site site = Site.open(setting, "one")) {
            site.found();
            Filling.Made tenant = site.fill(List.of(TENANT), users).getFirst();
            site.ledgers().forgetFolds();
            Site.Started control = site.control(HEAP);
            figures.add("control start to ready", kase("none stored"), "s", control.seconds());
            figures.computed(kase("control, ready"), control.node());
            BenchApp vendor = firstToken(control.node(), tenant, "from the log");
            site.ledgers().awaitFolds(1);
            figures.memory(kase("control"), control.node());
            gateways(site, control.node(), vendor.token());
            management(control.node(), tenant);
            figures.memory(kase("control, later"), control.node());
            control.node().running().stop();
            again(site, tenant);
            rebuild(site);
        }
    }

    private BenchApp firstToken(Planes.Node control, Filling.Made tenant, String kase) throws Exception {
        BenchApp vendor = Site.caller(control.uri(), control.uri(), tenant.vendor());
        figures.add("first token", kase(kase), First.token(vendor));
        figures.computed(kase("control, first token " + kase), control);
        return vendor;
    }

    private void gateways(Site site, Planes.Node control, String token) throws Exception {
        Site.Started gateway = site.gateway("large", control.uri(), HEAP);
        figures.add("gateway start to ready", kase("not loaded"), "s", gateway.seconds());
        call(gateway.node(), token, "not loaded");
        figures.memory(kase("gateway"), gateway.node());
        gateway.node().running().stop();
        Site.Started again = site.gateway("large", control.uri(), HEAP);
        figures.add("gateway start to ready", kase("from its disk"), "s", again.seconds());
        call(again.node(), token, "from its disk");
        figures.memory(kase("gateway, from its disk"), again.node());
        again.node().running().stop();
    }

    private void call(Planes.Node gateway, String token, String kase) throws Exception {
        URI target = PartnerApi.items(gateway.uri(), Filling.SPACE);
        figures.computed(kase("gateway, ready, " + kase), gateway);
        figures.add("first call", kase(kase), First.call(target, token));
        figures.computed(kase("gateway, first call, " + kase), gateway);
        double[] millis = new double[CALLS];
        for (int i = 0; i < CALLS; i++) {
            millis[i] = First.call(target, token).millis();
        }
        figures.add("call after that", kase(kase), "ms", millis);
    }

    private void management(Planes.Node control, Filling.Made tenant) throws Exception {
        BenchApp admin = Site.caller(control.uri(), control.uri(), tenant.admin());
        double[] writes = new double[WRITES];
        double[] pages = new double[WRITES];
        for (int i = 0; i < WRITES; i++) {
            Map<String, String> user = Map.of("id", "new-" + i, "kind", "person", "role", "caller");
            writes[i] = millis(() -> admin.must("POST", "/api/v1/users", user));
            pages[i] = millis(() -> admin.must("GET", "/api/v1/users?limit=100", Map.of()));
        }
        figures.add("a user added", kase("management"), "ms", writes);
        figures.add("a page of 100 users", kase("management"), "ms", pages);
    }

    private interface Act {
        void run() throws Exception;
    }

    private static double millis(Act act) throws Exception {
        long start = System.nanoTime();
        act.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private void again(Site site, Filling.Made tenant) throws Exception {
        Site.Started control = site.control(HEAP);
        figures.add("control start to ready", kase("stored"), "s", control.seconds());
        firstToken(control.node(), tenant, "from the stored snapshot");
        figures.memory(kase("control, from stored"), control.node());
        control.node().running().stop();
    }

    private void rebuild(Site site) {
        figures.add("log", kase("changes"), "MiB", site.ledgers().logMib());
        figures.add("stored folds", kase("both halves"), "MiB", site.ledgers().foldMib());
        figures.add("rebuild", kase("from stored"), "s", site.ledgers().folded(List.of(TENANT), false));
        site.ledgers().forgetFolds();
        figures.add("rebuild", kase("from the log"), "s", site.ledgers().folded(List.of(TENANT), false));
    }
}
