package dev.mandate.samples.surroundings;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.mandate.engine.uri.MalformedRequest;
import jakarta.servlet.ServletException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Compares the services' own router with Mandate's on random spellings of the paths of both documents. Two paths that
 * the service takes for one resource are never two actions here, and what is forwarded reaches the resource that was
 * decided on. {@code -Dmandate.seed=N} sets the seed.
 */
public final class OneResource {
    private static final long SEED = Long.getLong("mandate.seed", 20_260_401L);
    private static final int PATHS = 60_000;
    private static final ApiId API = new ApiId("api");

    /** A router's reading of a request: the action, and the values of its parameters. */
    private record Resource(ActionKey action, Map<String, String> parameters) {}

    private final Random random = new Random(SEED);
    private final PathSpelling spelling = new PathSpelling(random);
    private final Map<Resource, ActionKey> decided = new HashMap<>();
    private int forwarded;
    private int refused;

    private final RequestMappingHandlerMapping upstream;

    private OneResource(RequestMappingHandlerMapping upstream) {
        this.upstream = upstream;
    }

    /** Compares the service's router with the router that a gateway builds from the document. */
    public static void compare(OpenApiDocument document, RequestMappingHandlerMapping upstream) {
        new OneResource(upstream).compare(document);
    }

    private void compare(OpenApiDocument document) {
        List<ActionKey> keys = document.operations().keySet().stream()
                .sorted()
                .map(ActionKey::parse)
                .toList();
        Router router = router(keys);
        for (int i = 0; i < PATHS; i++) {
            ActionKey key = keys.get(random.nextInt(keys.size()));
            compare(router, key.method(), spelling.of(key.template()));
        }
        System.out.printf(
                "one resource: seed %d, %,d paths, %,d refused, %,d forwarded, %,d resources%n",
                SEED, PATHS, refused, forwarded, decided.size());
        assertThat(refused).isGreaterThan(PATHS / 10);
        assertThat(forwarded).isGreaterThan(PATHS / 10);
    }

    private void compare(Router router, String method, String raw) {
        CanonicalPath path;
        try {
            path = CanonicalPath.parse(raw);
        } catch (MalformedRequest e) {
            refused++;
            return;
        }
        if (router.route(method, path, Set.of(API)) instanceof Route.Found(Endpoint endpoint)) {
            forwarded++;
            ActionKey action = endpoint.action().key();
            assertThat(found(method, path.toString()))
                    .as("-Dmandate.seed=%d: %s %s forwarded as %s", SEED, method, raw, path)
                    .contains(new Resource(action, parameters(endpoint, path)));
            found(method, raw)
                    .ifPresent(resource -> assertThat(decided.merge(resource, action, (first, now) -> first))
                            .as("-Dmandate.seed=%d: %s %s", SEED, method, raw)
                            .isEqualTo(action));
        }
    }

    private static Map<String, String> parameters(Endpoint endpoint, CanonicalPath path) {
        return endpoint.template().parameters().stream()
                .collect(Collectors.toMap(
                        name -> name,
                        name -> endpoint.template().value(name, path).orElseThrow()));
    }

    @SuppressWarnings("unchecked") // only the attribute's documentation states its type
    private Optional<Resource> found(String method, String raw) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, raw);
        request.setContentType("application/json");
        ServletRequestPathUtils.parseAndCache(request);
        try {
            if (upstream.getHandler(request) == null) {
                return Optional.empty();
            }
        } catch (ServletException another) {
            return Optional.empty();
        } catch (Exception e) {
            throw new AssertionError(raw, e);
        }
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        Object parameters = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        return Optional.of(new Resource(
                new ActionKey(method, String.valueOf(pattern)),
                parameters == null ? Map.of() : (Map<String, String>) parameters));
    }

    private static Router router(List<ActionKey> keys) {
        List<Action> actions = new ArrayList<>();
        for (ActionKey key : keys) {
            actions.add(new Action(
                    new ActionId(actions.size() + 1),
                    key,
                    ActionStatus.ACTIVE,
                    Demand.NONE,
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    0));
        }
        Api api = new Api(API, ApiKind.SWITCH, "http://u.test", "", List.of(), actions);
        return new Router(
                actions.stream().map(action -> Endpoint.of(api, action)).toList());
    }
}
