package dev.mandate.bench.scale;

import dev.mandate.bench.process.BenchApp;
import dev.mandate.bench.process.PartnerApi;
import dev.mandate.bench.process.Planes;
import dev.mandate.bench.report.Benchmark;
import dev.mandate.engine.id.TenantId;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** An installation of many small tenants, and gateways that keep some of them. */
final class ManyTenants {
    private static final int USERS = 20;
    /** Of the twenty, the owner and the vendor are written with every tenant. */
    private static final int CROWD = USERS - 2;

    private static final int FEW = 100;
    private static final int MORE = 1_000;
    private static final int AT_ONCE = 8;

    private final ScaleFigures figures;
    private final int count;

    ManyTenants(ScaleFigures figures, int count) {
        this.figures = figures;
        this.count = count;
    }

    private String kase(String more) {
        return count + " tenants, " + more;
    }

    void run(Benchmark.Setting setting) throws Exception {
        try (Site site = Site.open(setting, "many")) {
            site.found();
            List<TenantId> tenants = IntStream.range(0, count)
                    .mapToObj(i -> new TenantId(String.format(Locale.ROOT, "tenant-%05d", i)))
                    .toList();
            List<Filling.Made> made = site.fill(tenants, CROWD);
            Site.Started control = site.control(Map.of());
            figures.add("control start to ready", kase("none loaded"), "s", control.seconds());
            figures.memory(kase("control, none loaded"), control.node());
            List<String> tokens = tokens(control.node(), made);
            figures.memory(kase("control, 1000 loaded"), control.node());
            few(site, control.node(), tokens);
            all(site, control.node(), tokens);
            control.node().running().stop();
            rebuild(site, tenants);
        }
    }

    /** One of each tenant; those of the first few are asked for in turn, and timed. */
    private List<String> tokens(Planes.Node control, List<Filling.Made> made) throws Exception {
        List<BenchApp> vendors = made.stream()
                .map(tenant -> Site.caller(control.uri(), control.uri(), tenant.vendor()))
                .toList();
        double[] millis = new double[FEW];
        for (int i = 0; i < FEW; i++) {
            millis[i] = First.token(vendors.get(i)).millis();
        }
        figures.add("first token", kase("of a tenant"), "ms", millis);
        return atOnce(vendors, vendor -> {
            First.token(vendor);
            return vendor.token();
        });
    }

    /** A gateway that keeps a hundred, before it has any, with as many, and after it saw others. */
    private void few(Site site, Planes.Node control, List<String> tokens) throws Exception {
        Site.Started gateway =
                site.gateway("few", control.uri(), Map.of("MANDATE_GATEWAY_TENANTS", Integer.toString(FEW)));
        figures.add("gateway start to ready", kase("none followed"), "s", gateway.seconds());
        figures.memory(kase("gateway, 0 followed"), gateway.node());
        double[] millis = new double[FEW];
        for (int i = 0; i < FEW; i++) {
            millis[i] = call(gateway.node(), tokens.get(i));
        }
        figures.add("first call", kase("of a tenant"), "ms", millis);
        figures.memory(kase("gateway, 100 followed"), gateway.node());
        atOnce(tokens.subList(FEW, Math.min(MORE, count)), token -> call(gateway.node(), token));
        figures.memory(kase("gateway, 100 kept of 1000 called"), gateway.node());
        gateway.node().running().stop();
    }

    /** A gateway that keeps all that it is asked for. */
    private void all(Site site, Planes.Node control, List<String> tokens) throws Exception {
        Map<String, String> keeping = Map.of("MANDATE_GATEWAY_TENANTS", Integer.toString(count));
        Site.Started gateway = site.gateway("all", control.uri(), keeping);
        atOnce(tokens.subList(0, Math.min(MORE, count)), token -> call(gateway.node(), token));
        figures.memory(kase("gateway, 1000 followed"), gateway.node());
        if (count > MORE) {
            atOnce(tokens.subList(MORE, count), token -> call(gateway.node(), token));
            figures.memory(kase("gateway, all followed"), gateway.node());
        }
        gateway.node().running().stop();
        Site.Started again = site.gateway("all", control.uri(), keeping);
        figures.add("gateway start to ready", kase("all from its disk"), "s", again.seconds());
        again.node().running().stop();
    }

    private static double call(Planes.Node gateway, String token) throws Exception {
        URI target = PartnerApi.items(gateway.uri(), Filling.SPACE);
        return First.call(target, token).millis();
    }

    private interface Of<T, R> {
        R of(T one) throws Exception;
    }

    private static <T, R> List<R> atOnce(List<T> all, Of<T, R> what) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<R>> futures = new ArrayList<>();
            for (T one : all) {
                futures.add(threads.submit((Callable<R>) () -> what.of(one)));
            }
            List<R> results = new ArrayList<>();
            for (Future<R> future : futures) {
                results.add(future.get());
            }
            return results;
        }
    }

    private void rebuild(Site site, List<TenantId> tenants) {
        site.ledgers().forgetFolds();
        figures.add("log", kase("changes"), "MiB", site.ledgers().logMib());
        figures.add("rebuild", kase("all from the log"), "s", site.ledgers().folded(tenants, true));
        figures.add("stored folds", kase("both halves"), "MiB", site.ledgers().foldMib());
        figures.add("rebuild", kase("all from stored"), "s", site.ledgers().folded(tenants, false));
    }
}
