package dev.mandate.control.api;

import dev.mandate.control.access.ActorSession;
import dev.mandate.control.api.command.CommandContext;
import dev.mandate.control.api.command.IfMatch;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.token.bearer.ActorAuthentication;
import dev.mandate.protocol.form.Bytes;
import dev.mandate.protocol.problem.ProblemCode;
import dev.mandate.protocol.record.DecisionId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Fills in the {@link Call} of a controller's method. */
final class CallArgument implements HandlerMethodArgumentResolver {
    private static final String REQUEST_ID = "X-Request-ID";
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final Bytes NOTHING = Bytes.copyOf(new byte[0]);

    private final ObjectProvider<Gate> gates;
    private final Clock clock;

    CallArgument(ObjectProvider<Gate> gates, Clock clock) {
        this.gates = gates;
        this.clock = clock;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType().equals(Call.class);
    }

    @Override
    public Call resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest web,
            @Nullable WebDataBinderFactory binder)
            throws IOException, HttpMediaTypeNotSupportedException {
        HttpServletRequest request = web.getNativeRequest(HttpServletRequest.class);
        if (request == null
                || !(SecurityContextHolder.getContext().getAuthentication() instanceof ActorAuthentication caller)) {
            throw new IllegalStateException(
                    "this is a bug: a controller that asks for its call is served without an actor");
        }
        ActorSession session = new ActorSession(caller.getPrincipal(), caller.bearer());
        Call call = new Call(
                CommandContext.of(
                        session, clock.instant(), requestId(request.getHeader(REQUEST_ID)), request.getRemoteAddr()),
                target(request),
                NOTHING,
                IfMatch.NONE,
                request.getHeader(IDEMPOTENCY_KEY),
                decision(web.getNativeResponse(HttpServletResponse.class)),
                QueryCheck.fault(request));
        admit(call, request, parameter);
        requireOneKey(request);
        Call admitted = call.with(conditions(request), reads(request) ? NOTHING : received(request));
        BodyArgument.keep(web, admitted);
        return admitted;
    }

    /** Refuses two keys: whichever were taken, the other would not keep its promise. */
    private static void requireOneKey(HttpServletRequest request) {
        if (Set.copyOf(Collections.list(request.getHeaders(IDEMPOTENCY_KEY))).size() > 1) {
            throw Refusal.of(
                    ProblemCode.INVALID_REQUEST, "`" + IDEMPOTENCY_KEY + "` is sent with several values: send one");
        }
    }

    private static Bytes received(HttpServletRequest request) throws IOException, HttpMediaTypeNotSupportedException {
        MediaTypeCheck.require(request);
        return Bytes.copyOf(body(request));
    }

    /** Whether a controller's method has a call, and so is served to admitted callers alone. */
    static boolean isTakenBy(HandlerMethod method) {
        return Arrays.asList(method.getMethod().getParameterTypes()).contains(Call.class);
    }

    /** A read has no body: what is sent as one is left where it is. */
    private static boolean reads(HttpServletRequest request) {
        return HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
    }

    /** INVARIANT: nothing of a request is read or parsed before its caller's right was checked. */
    private void admit(Call call, HttpServletRequest request, MethodParameter parameter) {
        OpenTo open = parameter.getMethodAnnotation(OpenTo.class);
        Callers unmarked = reads(request) ? Callers.READERS : Callers.MANAGERS;
        gates.stream()
                .filter(gate -> gate.guards(request.getServletPath()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this is a bug: a path without a gate"))
                .require(call, open == null ? unmarked : open.value());
    }

    private static IfMatch conditions(HttpServletRequest request) {
        return IfMatch.of(Collections.list(request.getHeaders(HttpHeaders.IF_MATCH)));
    }

    private static String target(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getMethod() + " " + request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    private static @Nullable String decision(@Nullable HttpServletResponse response) {
        return response == null ? null : response.getHeader(DecisionId.HEADER);
    }

    /** The body, as large as its path allows: {@code front} bounds what can be read, and for how long. */
    private static byte[] body(HttpServletRequest request) throws IOException {
        try (InputStream in = request.getInputStream()) {
            return in.readAllBytes();
        }
    }

    private static String requestId(@Nullable String header) {
        return header != null && header.matches("[A-Za-z0-9._-]{1,128}")
                ? header
                : UUID.randomUUID().toString();
    }
}
