package dev.mandate.control.openapi.walk;

import static dev.mandate.control.openapi.text.Quoted.quoted;

import dev.mandate.control.openapi.text.Value;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The path of the first server's URL, with its variables at their defaults; scheme and host count for nothing. */
final class ServerPath {
    private static final int LONGEST_URL = 2_000;
    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern BEFORE_PATH = Pattern.compile("^(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://[^/?#]*)?");

    private final Reading reading;

    ServerPath(Reading reading) {
        this.reading = reading;
    }

    String of(Place root) {
        return root.member("servers")
                .flatMap(servers -> reading.items(servers).stream().findFirst())
                .map(this::ofServer)
                .orElse("");
    }

    private String ofServer(Place server) {
        Optional<Place> url = server.member("url");
        if (url.isEmpty() || !(url.get().value() instanceof Value.Text(String text))) {
            reading.findings().problem(server, "must have a `url` that is text");
            return "";
        }
        String filled = filled(server, url.get(), text);
        String path = BEFORE_PATH.matcher(filled).replaceFirst("");
        return checked(url.get(), withoutEnd(url.get(), path));
    }

    private String filled(Place server, Place url, String text) {
        StringBuilder filled = new StringBuilder();
        Matcher variable = VARIABLE.matcher(text);
        while (variable.find()) {
            String name = variable.group(1);
            variable.appendReplacement(
                    filled, Matcher.quoteReplacement(byDefault(server, name).orElse(variable.group())));
            if (filled.length() > LONGEST_URL) {
                throw reading.findings().refuse(url, "is longer than " + LONGEST_URL + " characters; shorten it");
            }
        }
        return variable.appendTail(filled).toString();
    }

    private static Optional<String> byDefault(Place server, String name) {
        return server.member("variables")
                .flatMap(all -> all.member(name))
                .flatMap(variable -> variable.member("default"))
                .flatMap(value -> switch (value.value()) {
                    case Value.Text(String text) -> Optional.of(text);
                    case Value.Numeric(String text) -> Optional.of(text);
                    case Value.Members _, Value.Items _, Value.Flag _, Value.Nothing _ -> Optional.empty();
                });
    }

    private String withoutEnd(Place url, String path) {
        int end = 0;
        while (end < path.length() && path.charAt(end) != '?' && path.charAt(end) != '#') {
            end++;
        }
        if (end < path.length()) {
            reading.findings().warning(url, quoted(path.substring(end)) + " is cut off: a base path has no query");
        }
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }

    private String checked(Place url, String path) {
        if (path.isEmpty() || path.equals(".")) {
            return "";
        }
        Matcher variable = VARIABLE.matcher(path);
        if (variable.find()) {
            reading.findings()
                    .problem(
                            url,
                            quoted(variable.group())
                                    + " has no default; add it to the server's `variables`, or import with `basePath` (`--base-path`)");
            return "";
        }
        Optional<String> flaw = PathSyntax.flawOfBase(path);
        flaw.ifPresent(f -> reading.findings().problem(url, quoted(path) + " " + f));
        return flaw.isPresent() ? "" : path;
    }
}
