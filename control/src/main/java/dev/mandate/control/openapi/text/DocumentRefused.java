package dev.mandate.control.openapi.text;

import java.util.List;

/** Nothing of the document was taken over; {@link #problems()} holds every reason found, at least one: of the servers, then in reading order. */
public final class DocumentRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> problems;

    public DocumentRefused(List<Finding> problems) {
        super(problems.size() + " problem(s), the first at `"
                + problems.getFirst().field() + "`: " + problems.getFirst().message());
        this.problems = List.copyOf(problems);
    }

    static DocumentRefused whole(String message) {
        return new DocumentRefused(List.of(new Finding("", message)));
    }

    /** Never empty; at most 50, then one more that counts the rest. */
    public List<Finding> problems() {
        return problems;
    }
}
