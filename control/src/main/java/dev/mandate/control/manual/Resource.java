package dev.mandate.control.manual;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** A YAML file among the classes. */
final class Resource {
    private Resource() {}

    static Map<?, ?> object(String path) {
        return (Map<?, ?>) read(path);
    }

    static List<?> list(String path) {
        return (List<?>) read(path);
    }

    /** A member that must be there. */
    static Object member(Map<?, ?> object, String name) {
        return Objects.requireNonNull(object.get(name), name);
    }

    private static Object read(String path) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        try (InputStream in = Objects.requireNonNull(Resource.class.getResourceAsStream(path), path)) {
            return new Yaml(new SafeConstructor(strict)).load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
