package dev.mandate.control;

import dev.mandate.control.management.Control;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What the running application serves. */
public final class Routes {
    private Routes() {}

    /** Every call that a controller serves, as {@code METHOD path}. */
    public static SortedSet<String> served() {
        return Control.server().part(RequestMappingHandlerMapping.class).getHandlerMethods().keySet().stream()
                .flatMap(Routes::calls)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> calls(RequestMappingInfo info) {
        return info.getPatternValues().stream()
                .flatMap(
                        path -> info.getMethodsCondition().getMethods().stream().map(method -> method + " " + path));
    }
}
