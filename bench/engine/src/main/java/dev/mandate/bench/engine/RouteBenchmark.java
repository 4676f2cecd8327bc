package dev.mandate.bench.engine;

import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.catalogue.ActionStatus;
import dev.mandate.engine.catalogue.Api;
import dev.mandate.engine.catalogue.ApiKind;
import dev.mandate.engine.catalogue.Demand;
import dev.mandate.engine.id.ActionId;
import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.route.Route;
import dev.mandate.engine.route.Router;
import dev.mandate.engine.template.Endpoint;
import dev.mandate.engine.uri.CanonicalPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From method and canonical path to the action, for templates of four to six segments with one or two parameters. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RouteBenchmark {
    private static final int QUESTIONS = 1 << 14;
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE");
    private static final Set<ApiId> ENABLED = Set.of(new ApiId("api"));

    @Param({"200", "10000"})
    public int templates;

    private Router router = Router.EMPTY;
    private final String[] methods = new String[QUESTIONS];
    private final CanonicalPath[] paths = new CanonicalPath[QUESTIONS];
    private int next;

    @Setup
    public void build() {
        List<String> keys = keys();
        router = new Router(
                keys.stream().map(key -> endpoint(keys.indexOf(key) + 1, key)).toList());
        SplittableRandom random = new SplittableRandom(20_27);
        for (int i = 0; i < QUESTIONS; i++) {
            ActionKey key = ActionKey.parse(keys.get(random.nextInt(templates)));
            methods[i] = key.method();
            String id = "id-" + random.nextInt(1_000);
            paths[i] = CanonicalPath.parse(key.template().replaceAll("\\{[a-z]+}", id));
            if (!(router.route(methods[i], paths[i], ENABLED) instanceof Route.Found)) {
                throw new IllegalStateException("this is a bug: " + paths[i] + " is not found");
            }
        }
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        for (int i = 0; keys.size() < templates; i++) {
            String base = "/v1/area" + i % 20 + "/things" + i;
            for (String method : METHODS) {
                keys.add(method + " " + base + "/{id}");
                keys.add(method + " " + base + "/{id}/parts/{part}");
            }
        }
        return keys.subList(0, templates);
    }

    private static Endpoint endpoint(int id, String key) {
        Action action = new Action(
                new ActionId(id),
                ActionKey.parse(key),
                ActionStatus.ACTIVE,
                Demand.NONE,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                0);
        Api api = new Api(new ApiId("api"), ApiKind.SWITCH, "http://upstream.test", "", List.of(), List.of(action));
        return Endpoint.of(api, action);
    }

    @Benchmark
    public Route route() {
        int question = next++ & QUESTIONS - 1;
        return router.route(methods[question], paths[question], ENABLED);
    }
}
