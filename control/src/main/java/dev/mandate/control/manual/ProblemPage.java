package dev.mandate.control.manual;

import java.util.List;
import java.util.Map;

/**
 * What is to be known of a problem code.
 *
 * @param doors which servers answer it: {@code gateway}, {@code management}, {@code internal}, {@code upstream}
 * @param means what is so
 * @param remedy what to do about it
 */
record ProblemPage(String code, int status, String title, List<String> doors, String means, String remedy) {
    ProblemPage {
        doors = List.copyOf(doors);
    }

    static ProblemPage of(Map<?, ?> entry) {
        return new ProblemPage(
                text(entry, "code"),
                (int) Resource.member(entry, "status"),
                text(entry, "title"),
                ((List<?>) Resource.member(entry, "doors"))
                        .stream().map(String::valueOf).toList(),
                text(entry, "means"),
                text(entry, "do"));
    }

    private static String text(Map<?, ?> entry, String name) {
        return Resource.member(entry, name).toString();
    }

    Html onto(Html page) {
        return page.heading(1, title)
                .paragraph("`" + code + "`, " + status + ", from: " + String.join(", ", doors) + ".")
                .paragraph(means)
                .heading(2, "What to do")
                .paragraph(remedy);
    }

    Map<String, Object> toMap() {
        return Map.of("code", code, "status", status, "title", title, "doors", doors, "means", means, "do", remedy);
    }
}
