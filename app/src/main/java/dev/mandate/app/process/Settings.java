package dev.mandate.app.process;

import dev.mandate.app.file.Failure;
import dev.mandate.app.file.SecretFile;
import dev.mandate.control.ControlSettings;
import dev.mandate.control.lines.LinesSettings;
import dev.mandate.gateway.setting.GatewaySettings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a process, by their names outside ({@code MANDATE_LOG_POLL}): from a file, and over it from the
 * environment. One file or environment may serve both planes, so each is handed what is its own.
 */
public final class Settings {
    /** Where a control plane writes the first operator's credentials. */
    public static final String PLATFORM_FILE = "MANDATE_PLATFORM_FILE";

    private static final String PREFIX = "MANDATE_";
    private static final String IN_FILE = "_FILE";

    /** Settings that may be given as a file, so that they are in no environment. */
    private static final Set<String> SECRETS =
            Set.of("MANDATE_DATABASE_PASSWORD", "MANDATE_GATEWAY_KEY", "MANDATE_GATEWAY_KEYS");

    /** Read by the script, before any of this runs. */
    private static final Set<String> OF_THE_SCRIPT =
            Set.of("MANDATE_JAVA_HOME", "MANDATE_JAVA_OPTIONS", "MANDATE_JVM_FOLDERS");

    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads both and keeps what is Mandate's.
     *
     * @throws Failure if a name is unknown, or a file that holds a secret cannot be read
     */
    public static Settings read(@Nullable Path file, Map<String, String> environment) {
        Map<String, String> values = new TreeMap<>(file == null ? Map.of() : SettingsFile.read(file));
        if (file != null && values.keySet().stream().anyMatch(Settings::isSecret)) {
            SecretFile.require(file);
        }
        environment.forEach((name, value) -> {
            if (name.startsWith(PREFIX) && !OF_THE_SCRIPT.contains(name)) {
                values.put(name, value);
                // INVARIANT: the environment wins, in whichever of its two forms it names a secret
                values.remove(
                        name.endsWith(IN_FILE) ? name.substring(0, name.length() - IN_FILE.length()) : name + IN_FILE);
            }
        });
        SECRETS.forEach(name -> takeFromFile(values, name));
        values.keySet().stream()
                .filter(name -> !known().contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new Failure(
                            "setting `" + name + "` is not known: remove it, or spell it as docs/operators.md does");
                });
        return new Settings(values);
    }

    /** Nothing is set. */
    public static Settings none() {
        return new Settings(Map.of());
    }

    private static boolean isSecret(String name) {
        return SECRETS.contains(name) || name.equals("MANDATE_TOKEN_MASTER_KEY");
    }

    private static void takeFromFile(Map<String, String> values, String name) {
        String path = values.remove(name + IN_FILE);
        if (path == null) {
            return;
        }
        if (values.containsKey(name)) {
            throw new Failure("settings `" + name + "` and `" + name + IN_FILE + "` are both given: remove one");
        }
        values.put(
                name,
                SecretFile.read(
                                parsed(name + IN_FILE, path),
                                "point `" + name + IN_FILE + "` at a file that holds the value")
                        .lines()
                        .map(String::strip)
                        .filter(l -> !l.isEmpty())
                        .collect(Collectors.joining(",")));
    }

    private static Path parsed(String name, String value) {
        try {
            if (!value.isBlank()) {
                return Path.of(value);
            }
        } catch (InvalidPathException e) {
            throw new Failure(noPath(name, value), e);
        }
        throw new Failure(noPath(name, value));
    }

    private static String noPath(String name, String value) {
        return "setting `" + name + "` must be a path of this file system, not `"
                + value.replaceAll("\\p{Cntrl}", "\uFFFD") + "`";
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>(ControlSettings.defaults().keySet());
        known.addAll(GatewaySettings.defaults().keySet());
        known.add(PLATFORM_FILE);
        return known;
    }

    /** These, behind what is given. */
    public Settings behind(Map<String, String> otherwise) {
        Map<String, String> all = new TreeMap<>(otherwise);
        all.putAll(values);
        return new Settings(all);
    }

    /** These, whatever else is given. */
    public Settings with(Map<String, String> fixed) {
        Map<String, String> all = new TreeMap<>(values);
        all.putAll(fixed);
        return new Settings(all);
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * The path that a setting names, or this one.
     *
     * @throws Failure if the value is no path
     */
    public Path path(String name, String otherwise) {
        return parsed(name, find(name).orElse(otherwise));
    }

    /** What is the control plane's. */
    public ControlSettings control() {
        return ControlSettings.from(only(ControlSettings.defaults().keySet()));
    }

    /** What is the gateway's. */
    public GatewaySettings gateway() {
        return GatewaySettings.from(only(GatewaySettings.defaults().keySet()));
    }

    /** How many equal lines a process logs, also without a control plane. */
    public LinesSettings lines() {
        return ControlSettings.lines(values);
    }

    private Map<String, String> only(Set<String> names) {
        Map<String, String> some = new TreeMap<>(values);
        some.keySet().retainAll(names);
        return some;
    }

    /** Without values, as some are secret. */
    @Override
    public String toString() {
        return "settings " + values.keySet();
    }
}
