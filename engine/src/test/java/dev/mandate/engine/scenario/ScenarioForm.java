package dev.mandate.engine.scenario;

import dev.mandate.engine.catalogue.ActionKey;
import dev.mandate.engine.id.ActionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads YAML values into records by the names and types of their components; refuses unknown keys. */
public final class ScenarioForm {
    private static final Map<ActionKey, ActionId> NUMBERS = new ConcurrentHashMap<>();
    private static final AtomicInteger NEXT = new AtomicInteger();

    private ScenarioForm() {}

    public static <T> T read(Class<T> type, @Nullable Object yaml) {
        return Objects.requireNonNull(type.cast(value(type, yaml)));
    }

    /** Reads a file; a key that it has twice is an error. */
    public static Map<String, @Nullable Object> yaml(Path file) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        try {
            return map(new Yaml(new SafeConstructor(strict)).load(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Object value(Type type, @Nullable Object yaml) {
        if (type instanceof ParameterizedType generic) {
            return generic(generic, yaml);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isSealed() && yaml != null) {
            return named(plain, yaml);
        }
        if (plain.isRecord()) {
            return record(plain, yaml);
        }
        if (yaml == null) {
            return absent(plain);
        }
        String text = text(yaml);
        if (plain.isEnum()) {
            return constant(plain, text);
        }
        return switch (plain.getSimpleName()) {
            case "String" -> text;
            case "long", "Long" -> Long.valueOf(text);
            case "int", "Integer" -> Integer.valueOf(text);
            case "boolean" -> Boolean.valueOf(text);
            case "Instant" -> Instant.parse(text);
            case "Duration" -> Duration.parse(text);
            case "Object" -> yaml;
            default -> throw new IllegalArgumentException("`" + plain + "` has no form in a scenario");
        };
    }

    /** Returns the value whose type the only key names. */
    private static Object named(Class<?> type, Object yaml) {
        Map<String, @Nullable Object> named = map(yaml);
        if (named.size() != 1) {
            throw new IllegalArgumentException("`" + yaml + "` must name one " + type.getSimpleName());
        }
        Map.Entry<String, @Nullable Object> only = named.entrySet().iterator().next();
        return read(subtype(type, only.getKey()), only.getValue());
    }

    /** Returns the type of a sealed family that has this simple name. */
    public static <T> Class<? extends T> subtype(Class<T> family, String name) {
        return types(family)
                .filter(type -> type.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("there is no " + family.getSimpleName() + " `" + name + "`"))
                .asSubclass(family);
    }

    private static Stream<Class<?>> types(Class<?> family) {
        Class<?>[] permitted = family.getPermittedSubclasses();
        return permitted == null ? Stream.of(family) : Arrays.stream(permitted).flatMap(ScenarioForm::types);
    }

    /** The YAML parser has already converted timestamps to dates. */
    private static String text(Object yaml) {
        return yaml instanceof Date date ? date.toInstant().toString() : yaml.toString();
    }

    private static @Nullable Object absent(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "boolean" -> false;
            case "int" -> 0;
            case "long" -> 0L;
            case "String" -> "";
            default -> null;
        };
    }

    private static Object constant(Class<?> type, String text) {
        String name = text.toUpperCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(c -> ((Enum<?>) c).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("`" + text + "` is not a " + type.getSimpleName()));
    }

    private static Object generic(ParameterizedType type, @Nullable Object yaml) {
        Type argument = type.getActualTypeArguments()[0];
        if (type.getRawType() == Optional.class) {
            return yaml == null ? Optional.empty() : Optional.ofNullable(value(argument, yaml));
        }
        if (type.getRawType() == Map.class) {
            Map<Object, @Nullable Object> map = new LinkedHashMap<>();
            map(yaml).forEach((k, v) -> map.put(k, value(type.getActualTypeArguments()[1], v)));
            return map;
        }
        List<@Nullable Object> items = new ArrayList<>();
        for (Object item : yaml == null ? List.of() : (List<?>) yaml) {
            items.add(value(argument, item));
        }
        return type.getRawType() == Set.class ? new HashSet<>(items) : items;
    }

    public static Map<String, @Nullable Object> map(@Nullable Object yaml) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (yaml != null) {
            if (!(yaml instanceof Map<?, ?> from)) {
                throw new IllegalArgumentException("`" + yaml + "` must be `key: value` pairs");
            }
            from.forEach((k, v) -> map.put(text(k), v));
        }
        return map;
    }

    private static @Nullable Object record(Class<?> type, @Nullable Object yaml) {
        RecordComponent[] components = type.getRecordComponents();
        if (yaml == null) {
            return null;
        }
        if (type == ActionId.class) {
            return actionId(text(yaml));
        }
        if (type == ActionKey.class && !(yaml instanceof Map)) {
            return ActionKey.parse(text(yaml));
        }
        boolean named = components.length == 1 && !(yaml instanceof Map);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (named) {
            values.put(components[0].getName(), yaml);
        } else {
            values.putAll(map(yaml));
        }
        @Nullable Object[] arguments = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            arguments[i] = component(components[i], values.remove(components[i].getName()));
        }
        if (!values.isEmpty()) {
            throw new IllegalArgumentException("`" + type.getSimpleName() + "` has no `" + values.keySet() + "`");
        }
        return construct(type, components, arguments);
    }

    private static @Nullable Object component(RecordComponent component, @Nullable Object yaml) {
        boolean left = yaml == null && component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return left ? null : value(component.getGenericType(), yaml);
    }

    /** Returns the id for an action's key. Scenarios name actions by key, as on the wire, never by id. */
    static ActionId actionId(String key) {
        return NUMBERS.computeIfAbsent(ActionKey.parse(key), k -> new ActionId(NEXT.incrementAndGet()));
    }

    private static Object construct(Class<?> type, RecordComponent[] components, @Nullable Object[] arguments) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("`" + type.getSimpleName() + "`: " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("`" + type + "` cannot be made", e);
        }
    }
}
