package dev.mandate.app;

import java.util.List;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a mistyped command line is answered with: one line that names the word, and the nearest one there is. */
final class Mistake {
    private Mistake() {}

    static String line(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            return unknown(unmatched);
        }
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static String unknown(UnmatchedArgumentException e) {
        String word = e.getUnmatched().getFirst();
        List<String> near = e.getSuggestions();
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        boolean verb =
                !e.isUnknownOption() && !e.getCommandLine().getSubcommands().isEmpty();
        return (e.isUnknownOption() ? "unknown option `" : verb ? "unknown verb `" : "one word too many: `") + word
                + "`"
                + (near.isEmpty() ? "" : "; did you mean `" + nearest(near.getFirst()) + "`?")
                + (e.isUnknownOption() ? " (an id that begins with - goes behind --)" : "")
                + "; `" + command + " --help` lists what there is";
    }

    /** Suggestions of verbs come with those above them. */
    private static String nearest(String suggestion) {
        return suggestion.substring(suggestion.lastIndexOf(' ') + 1);
    }
}
