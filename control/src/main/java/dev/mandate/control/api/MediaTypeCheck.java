package dev.mandate.control.api;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a body that is not declared as JSON in UTF-8 (415), before a byte of it is read: another program on the way may have
 * taken it for something else. A request without a body may declare what it likes, and a body of a GET or HEAD is never read.
 * Where a method takes a {@link Call}, {@link CallArgument} asks, once the caller is admitted.
 */
final class MediaTypeCheck implements HandlerInterceptor {
    private static final Set<String> READERS = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotSupportedException {
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && !(handler instanceof HandlerMethod method && CallArgument.isTakenBy(method))) {
            require(request);
        }
        return true;
    }

    /** Refuses the body of a request. */
    static void require(HttpServletRequest request) throws HttpMediaTypeNotSupportedException {
        if (!READERS.contains(request.getMethod()) && hasBody(request) && !isJson(request.getContentType())) {
            throw new HttpMediaTypeNotSupportedException("the body is no JSON", List.of(MediaType.APPLICATION_JSON));
        }
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    private static boolean isJson(@Nullable String declared) {
        if (declared == null) {
            return false;
        }
        try {
            MediaType type = MediaType.parseMediaType(declared);
            Charset charset = type.getCharset();
            return type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                    && (charset == null || charset.equals(StandardCharsets.UTF_8));
        } catch (InvalidMediaTypeException e) {
            return false;
        }
    }
}
