package dev.mandate.control.api;

import dev.mandate.control.log.command.Refusal;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a query parameter that the call does not declare (400), before anything is read or written by it: a caller who
 * sends one expects an effect that the call does not have. Where a method takes a {@link Call}, the refusal travels with it
 * and is thrown once the caller is admitted, so that a caller without the right is answered 403 as for any other query.
 */
final class QueryCheck implements HandlerInterceptor {
    private static final String FAULT = QueryCheck.class.getName();
    private static final String OURS = "dev.mandate.";

    private final Map<Method, QueryParameters> declared = new ConcurrentHashMap<>();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && handler instanceof HandlerMethod method
                && method.getBeanType().getName().startsWith(OURS)) {
            check(request, method);
        }
        return true;
    }

    private void check(HttpServletRequest request, HandlerMethod method) {
        Optional<Refusal> fault = declared.computeIfAbsent(method.getMethod(), m -> QueryParameters.of(method))
                .fault(request.getQueryString());
        if (fault.isPresent() && !CallArgument.isTakenBy(method)) {
            throw fault.get();
        }
        fault.ifPresent(refusal -> request.setAttribute(FAULT, refusal));
    }

    /** What was found wrong with the query of a request. */
    static @Nullable Refusal fault(HttpServletRequest request) {
        return (Refusal) request.getAttribute(FAULT);
    }
}
