package dev.mandate.app;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
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
        Set<String> verbs = verbs(e.getCommandLine());
        if (!verbs.isEmpty() && !(e instanceof MissingParameterException)) {
            return "`" + name(e.getCommandLine()) + "` needs one of its verbs: "
                    + verbs.stream().map(verb -> "`" + verb + "`").collect(Collectors.joining(", "));
        }
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static String unknown(UnmatchedArgumentException e) {
        String word = e.getUnmatched().getFirst();
        Set<String> verbs = verbs(e.getCommandLine());
        String name = name(e.getCommandLine());
        if (e.isUnknownOption()) {
            return "unknown option `" + word + "`" + nearest(word, options(e.getCommandLine())) + " `" + name
                    + " --help` lists them, and an id that begins with - goes behind --";
        }
        return (verbs.isEmpty() ? "one word too many: `" : "unknown verb `") + word + "`" + nearest(word, verbs) + " `"
                + name + " --help` lists what there is";
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }

    private static Set<String> verbs(CommandLine command) {
        return new TreeSet<>(command.getSubcommands().keySet());
    }

    private static List<String> options(CommandLine command) {
        return command.getCommandSpec().optionsMap().keySet().stream()
                .filter(option -> option.startsWith("--"))
                .toList();
    }

    private static String nearest(String word, Collection<String> words) {
        return Nearest.of(word, words)
                .map(near -> ": did you mean `" + near + "`?")
                .orElse(";");
    }
}
