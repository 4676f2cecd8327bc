package dev.mandate.control.token.endpoint;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request whose parameters are those of its body, a form in UTF-8 (RFC 6749, appendix B); none is read from its query. */
final class TokenForm extends HttpServletRequestWrapper {
    private final Map<String, String[]> parameters;

    private TokenForm(HttpServletRequest request, Map<String, String[]> parameters) {
        super(request);
        this.parameters = parameters;
    }

    /**
     * Reads the body. It grows as bytes come; how many may come is bounded ahead of this.
     *
     * @throws IllegalArgumentException if a name or value cannot be decoded
     */
    static TokenForm read(HttpServletRequest request) throws IOException {
        try (InputStream in = request.getInputStream()) {
            String form = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            Map<String, String[]> parameters = new LinkedHashMap<>();
            for (String pair : form.split("&", -1)) {
                if (!pair.isEmpty()) {
                    add(parameters, pair.split("=", 2));
                }
            }
            return new TokenForm(request, Collections.unmodifiableMap(parameters));
        }
    }

    /** A value that is repeated is kept twice and no more: that it is repeated is all that is asked of it. */
    private static void add(Map<String, String[]> parameters, String[] pair) {
        String value = pair.length < 2 ? "" : decoded(pair[1]);
        parameters.merge(decoded(pair[0]), new String[] {value}, (before, more) -> new String[] {before[0], more[0]});
    }

    private static String decoded(String text) {
        byte[] bytes = URLDecoder.decode(text, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("not UTF-8", e);
        }
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        String[] values = parameters.get(name);
        return values == null ? null : values.clone();
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return parameters;
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }
}
