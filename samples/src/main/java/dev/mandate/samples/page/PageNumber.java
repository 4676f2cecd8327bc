package dev.mandate.samples.page;

import dev.mandate.client.upstream.Problem.FieldError;
import dev.mandate.samples.form.InvalidFormException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The requested page of a list: {@code number} from 1 to 1,000,000, {@code size} 1 to 200; by default 1 and 50. */
public record PageNumber(int number, int size) {
    private static final int LAST = 1_000_000;
    private static final int LARGEST = 200;

    /**
     * Parses the two query parameters; null gives the default.
     *
     * @throws InvalidFormException if one is out of range
     */
    public static PageNumber parse(@Nullable String number, @Nullable String size) {
        List<FieldError> errors = new ArrayList<>();
        PageNumber page = new PageNumber(
                parse("pageNumber", number == null ? "1" : number, LAST, errors),
                parse("pageSize", size == null ? "50" : size, LARGEST, errors));
        if (!errors.isEmpty()) {
            throw new InvalidFormException(errors);
        }
        return page;
    }

    long offset() {
        return (number - 1L) * size;
    }

    private static int parse(String name, String text, int largest, List<FieldError> errors) {
        if (text.matches("[0-9]{1,7}")) {
            int value = Integer.parseInt(text);
            if (value >= 1 && value <= largest) {
                return value;
            }
        }
        errors.add(new FieldError(name, "must be a whole number of 1 to " + largest));
        return 1;
    }
}
