package dev.mandate.samples.form;

import dev.mandate.client.upstream.Problem.FieldError;
import java.util.List;
import java.util.stream.Collectors;

/** A request with refused fields: answered with 400 and {@code errors}. */
public final class InvalidFormException extends RuntimeException {
    private final transient List<FieldError> errors;

    public InvalidFormException(List<FieldError> errors) {
        super(errors.stream()
                .map(error -> error.field() + " " + error.message())
                .collect(Collectors.joining(", ")));
        this.errors = List.copyOf(errors);
    }

    /** Refuses one field. */
    public InvalidFormException(String field, String message) {
        this(List.of(new FieldError(field, message)));
    }

    public List<FieldError> errors() {
        return errors;
    }
}
