package dev.mandate.samples.sales.task;

import dev.mandate.samples.form.InvalidFormException;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/** The caller's key for one call; a retry with the same key is not executed again. */
record IdempotencyKey(String value) {
    private static final String HEADER = "Idempotency-Key";
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7E]{1,255}");

    static IdempotencyKey of(HttpHeaders headers) {
        List<String> values = headers.getOrEmpty(HEADER);
        if (values.size() != 1 || !FORM.matcher(values.getFirst()).matches()) {
            throw new InvalidFormException(
                    HEADER, "must stand once among the headers, with 1 to 255 visible ASCII characters");
        }
        return new IdempotencyKey(values.getFirst());
    }
}
