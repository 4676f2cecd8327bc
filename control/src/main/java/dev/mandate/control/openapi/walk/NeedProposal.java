package dev.mandate.control.openapi.walk;

import dev.mandate.control.openapi.document.HttpMethod;
import dev.mandate.control.openapi.document.Need;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.regex.Pattern;

/**
 * Guesses what an operation does to what, for a person to review; nothing is granted by a guess.
 *
 * <p>The method alone says too little: a {@code POST .../bulk-get-assets} reads, and a {@code PUT .../start} is no update.
 * So the last segment is looked at first: a reading word, a word that is known to be a verb, or, under {@code POST}, any
 * singular word below something else.
 */
final class NeedProposal {
    private static final Set<String> READING = Set.of("get", "search", "list", "query", "find");
    private static final Set<String> MANY = Set.of("bulk", "batch");
    private static final Set<String> DOING = Set.of(
            "accept",
            "activate",
            "add",
            "approve",
            "archive",
            "assign",
            "attach",
            "cancel",
            "claim",
            "clone",
            "close",
            "complete",
            "confirm",
            "copy",
            "create",
            "deactivate",
            "delete",
            "deploy",
            "detach",
            "disable",
            "enable",
            "execute",
            "finish",
            "invite",
            "invoke",
            "lock",
            "login",
            "logout",
            "merge",
            "move",
            "offramp",
            "pause",
            "publish",
            "redeem",
            "refund",
            "reject",
            "release",
            "remove",
            "rename",
            "reopen",
            "reset",
            "restart",
            "restore",
            "resume",
            "retire",
            "retry",
            "revoke",
            "rotate",
            "run",
            "send",
            "start",
            "stop",
            "submit",
            "suspend",
            "trade",
            "transfer",
            "trigger",
            "unarchive",
            "unassign",
            "unlock",
            "update",
            "validate",
            "verify",
            "void",
            "withdraw");
    private static final Pattern NOT_ALPHANUMERIC = Pattern.compile("[^A-Za-z0-9]");
    private static final List<String> PLURALS_IN_ES = List.of("sses", "shes", "ches", "xes", "zzes");
    private static final List<String> NO_PLURALS = List.of("ss", "us", "is");
    private static final Set<String> NO_PLURAL = Set.of("series", "news", "species");
    private static final int LONGEST_ENTITY = 64;

    private NeedProposal() {}

    static Optional<Need> of(HttpMethod method, String path, Optional<String> operationId) {
        List<String> segments = segments(path);
        List<String> nouns = segments.stream()
                .filter(segment -> !segment.contains("{"))
                .filter(segment -> isNoun(segment.toLowerCase(Locale.ROOT)))
                .toList();
        if (nouns.isEmpty()) {
            return Optional.empty();
        }
        String last = nouns.getLast();
        boolean ends = segments.getLast().equals(last);
        boolean reads = ends && saysRead(words(last));
        boolean verb = ends && !reads && isVerb(method, last, nouns.size());
        String noun = (reads || verb) && nouns.size() > 1 ? nouns.get(nouns.size() - 2) : last;
        String operation = verb ? String.join("-", words(last)) : byMethod(method, reads || readsById(operationId));
        return Optional.of(entity(noun)).filter(name -> !name.isEmpty()).map(name -> new Need(name, operation));
    }

    /** `tasks/{id}:cancel` and `assets:batchGet` end in a verb of their own. */
    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(path, "/:");
        while (tokens.hasMoreTokens()) {
            segments.add(tokens.nextToken());
        }
        return segments;
    }

    /** Whether a segment is a noun: not a version, a number or {@code api}. */
    private static boolean isNoun(String lower) {
        boolean version = lower.length() > 1 && lower.charAt(0) == 'v' && isDigit(lower.charAt(1));
        return !version && !isDigit(lower.charAt(0)) && !lower.equals("api");
    }

    private static boolean isVerb(HttpMethod method, String segment, int nouns) {
        boolean below =
                method == HttpMethod.POST && nouns > 1 && singular(segment).equals(segment);
        return below || DOING.contains(words(segment).getFirst());
    }

    private static boolean readsById(Optional<String> operationId) {
        return operationId
                .map(NeedProposal::words)
                .filter(NeedProposal::saysRead)
                .isPresent();
    }

    private static boolean saysRead(List<String> words) {
        boolean many = words.size() > 1 && MANY.contains(words.getFirst());
        return READING.contains(words.get(many ? 1 : 0));
    }

    private static String byMethod(HttpMethod method, boolean saysRead) {
        return switch (method) {
            case GET, HEAD, OPTIONS, TRACE -> "read";
            case POST -> saysRead ? "read" : "create";
            case PUT, PATCH -> "update";
            case DELETE -> "delete";
        };
    }

    /** Splits at non-alphanumerics and where a capital follows a non-capital; never empty, in lower case. */
    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isAlphanumeric(c) || (isCapital(c) && i > start && !isCapital(name.charAt(i - 1)))) {
                add(words, name.substring(start, i));
                start = isAlphanumeric(c) ? i : i + 1;
            }
        }
        add(words, name.substring(start));
        return words.isEmpty() ? List.of(name) : words;
    }

    private static void add(List<String> words, String word) {
        if (!word.isEmpty()) {
            words.add(word.toLowerCase(Locale.ROOT));
        }
    }

    private static boolean isAlphanumeric(char c) {
        return isCapital(c) || isDigit(c) || (c >= 'a' && c <= 'z');
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** As roles are written: `production-facilities` is PRODUCTIONFACILITY; a file extension is no part of it. */
    private static String entity(String segment) {
        int dot = segment.indexOf('.');
        String noun = singular(dot > 0 ? segment.substring(0, dot) : segment);
        String letters = NOT_ALPHANUMERIC.matcher(noun).replaceAll("").toUpperCase(Locale.ROOT);
        boolean fits =
                letters.length() <= LONGEST_ENTITY && !letters.isEmpty() && Character.isLetter(letters.charAt(0));
        return fits ? letters : "";
    }

    private static String singular(String noun) {
        String lower = noun.toLowerCase(Locale.ROOT);
        if (lower.endsWith("ies") && lower.length() > 4 && !lower.equals("series")) {
            return noun.substring(0, noun.length() - 3) + "y";
        }
        if (PLURALS_IN_ES.stream().anyMatch(lower::endsWith)) {
            return noun.substring(0, noun.length() - 2);
        }
        boolean plural = lower.endsWith("s")
                && !NO_PLURAL.contains(lower)
                && NO_PLURALS.stream().noneMatch(lower::endsWith);
        return plural ? noun.substring(0, noun.length() - 1) : noun;
    }
}
