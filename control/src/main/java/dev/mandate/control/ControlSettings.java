package dev.mandate.control;

import dev.mandate.control.answer.AnswerSettings;
import dev.mandate.control.api.ApiSettings;
import dev.mandate.control.computation.ComputationSettings;
import dev.mandate.control.decision.DecisionSettings;
import dev.mandate.control.feed.FeedSettings;
import dev.mandate.control.front.body.BodySettings;
import dev.mandate.control.front.tomcat.ServerSettings;
import dev.mandate.control.limit.LimitSettings;
import dev.mandate.control.lines.LinesSettings;
import dev.mandate.control.log.follow.LogSettings;
import dev.mandate.control.postgres.DatabaseSettings;
import dev.mandate.control.token.gateway.SetGateways;
import dev.mandate.control.token.issuer.TokenSettings;
import java.lang.reflect.Parameter;
import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The settings of a control node; {@link #from} reads it, one record per concern. */
public final class ControlSettings {
    private static final String GATEWAY_KEYS = "mandate.gateway-keys";
    private static final List<Class<? extends Record>> RECORDS = List.of(
            ServerSettings.class,
            BodySettings.class,
            LimitSettings.class,
            DatabaseSettings.class,
            LogSettings.class,
            FeedSettings.class,
            TokenSettings.class,
            ApiSettings.class,
            AnswerSettings.class,
            ComputationSettings.class,
            DecisionSettings.class,
            LinesSettings.class);
    private static final List<Known> KNOWN = known();
    private static final Map<String, String> PROPERTIES =
            KNOWN.stream().collect(Collectors.toUnmodifiableMap(Known::name, Known::property));

    /** Those that are never empty, as they have a default and are no lists. */
    private static final Set<String> FILLED = KNOWN.stream()
            .filter(k -> !k.list() && !k.otherwise().isEmpty())
            .map(Known::property)
            .collect(Collectors.toUnmodifiableSet());

    private final Map<String, Object> given;
    private final ServerSettings server;
    private final TokenSettings tokens;

    private ControlSettings(Map<String, Object> given, ServerSettings server, TokenSettings tokens) {
        this.given = given;
        this.server = server;
        this.tokens = tokens;
    }

    /**
     * Reads settings named as environment variables ({@code MANDATE_LOG_POLL}) or as properties ({@code mandate.log.poll}).
     *
     * @throws ControlSettingException if one is unknown, given twice or malformed
     */
    public static ControlSettings from(Map<String, String> values) {
        Map<String, Object> given = new HashMap<>();
        values.forEach((name, value) -> {
            String property = PROPERTIES.get(SettingName.outside(name));
            if (property == null) {
                throw new ControlSettingException("setting `" + name + "` is not known to the control plane");
            }
            if (value.isBlank() && FILLED.contains(property)) {
                throw new ControlSettingException(
                        "setting `" + name + "` is empty: give it a value, or remove it for its default");
            }
            if (given.put(property, value) != null) {
                throw new ControlSettingException("setting `" + name + "` is given twice, in two spellings");
            }
        });
        return checked(given);
    }

    /**
     * Reads how many equal lines are logged, and no other setting: a process without a control plane has them too.
     *
     * @throws ControlSettingException if one of them is malformed
     */
    public static LinesSettings lines(Map<String, String> values) {
        Map<String, Object> given = new HashMap<>();
        values.forEach((name, value) -> {
            String property = PROPERTIES.get(SettingName.outside(name));
            if (property != null && property.startsWith(prefix(LinesSettings.class) + ".")) {
                given.put(property, value);
            }
        });
        return named(given, all -> bound(binder(all), LinesSettings.class));
    }

    /** Binds everything once before anything starts, so that what is wrong is said in one line. */
    private static ControlSettings checked(Map<String, Object> given) {
        return named(given, all -> {
            Binder binder = binder(all);
            RECORDS.forEach(type -> bound(binder, type));
            binder.bind(GATEWAY_KEYS, Bindable.listOf(String.class)).ifBound(SetGateways::new);
            return new ControlSettings(given, bound(binder, ServerSettings.class), bound(binder, TokenSettings.class));
        });
    }

    /** Returns what {@code bind} returns, or names the setting that is wrong as it is named outside. */
    private static <T> T named(Map<String, Object> given, Function<Map<String, Object>, T> bind) {
        try {
            return bind.apply(given);
        } catch (BindException e) {
            throw invalid(SettingFault.line(e, (property, value) -> {
                Map<String, Object> changed = new HashMap<>(given);
                changed.put(property, value);
                var _ = bind.apply(changed);
            }));
        } catch (IllegalArgumentException e) {
            throw invalid(String.valueOf(e.getMessage()));
        }
    }

    private static ControlSettingException invalid(String message) {
        return new ControlSettingException(SettingName.outside(message, PROPERTIES));
    }

    private static Binder binder(Map<String, Object> given) {
        return new Binder(new MapConfigurationPropertySource(given));
    }

    private static <T extends Record> T bound(Binder binder, Class<T> type) {
        return binder.bindOrCreate(prefix(type), Bindable.of(type));
    }

    /** One setting: its name outside, its name within, its default as text, empty where there is none, and whether it is a list. */
    private record Known(String name, String property, String otherwise, boolean list) {
        Known(String property, String otherwise, boolean list) {
            this(SettingName.outside(property), property, otherwise, list);
        }

        static Stream<Known> of(Class<? extends Record> type) {
            // INVARIANT: a record has one constructor here, whose parameters are its components
            return Arrays.stream(type.getDeclaredConstructors()[0].getParameters())
                    .map(p -> new Known(
                            prefix(type) + "." + SettingName.dashed(p.getName()),
                            otherwise(p),
                            Collection.class.isAssignableFrom(p.getType())));
        }

        private static String otherwise(Parameter component) {
            DefaultValue value = component.getAnnotation(DefaultValue.class);
            return value == null ? "" : String.join(",", value.value());
        }
    }

    private static List<Known> known() {
        Stream<Known> bound = RECORDS.stream().flatMap(Known::of);
        return Stream.concat(bound, Stream.of(new Known(GATEWAY_KEYS, "", true)))
                .toList();
    }

    private static String prefix(Class<? extends Record> type) {
        return type.getAnnotation(ConfigurationProperties.class).value();
    }

    /** Every setting by its name outside ({@code MANDATE_LOG_POLL}), with its default; empty where there is none. */
    public static Map<String, String> defaults() {
        Map<String, String> all = new LinkedHashMap<>();
        KNOWN.forEach(k -> all.put(k.name(), k.otherwise()));
        return all;
    }

    /** The address that management, tokens and the feed are listened for on. */
    public String host() {
        return server.host();
    }

    /** The address that health and metrics are listened for on. */
    public String managementHost() {
        return server.managementHost();
    }

    /** How management is reached: the audience of its tokens. */
    public URI publicUrl() {
        return tokens.control();
    }

    /** How the gateway is reached: the issuer of all tokens. */
    public URI issuer() {
        return tokens.issuer();
    }

    /** Which database. */
    DatabaseSettings database() {
        return bound(binder(given), DatabaseSettings.class);
    }

    /** How the log is written. */
    LogSettings log() {
        return bound(binder(given), LogSettings.class);
    }

    /** The records that settings are bound to. */
    static List<Class<? extends Record>> records() {
        return RECORDS;
    }

    /** As the application takes them. */
    Map<String, Object> properties() {
        Map<String, Object> all = new HashMap<>(given);
        all.put("server.address", server.host());
        all.put("server.port", server.port());
        all.put("management.server.address", server.managementHost());
        all.put("management.server.port", server.managementPort());
        return all;
    }

    /** Without values, as some are secret. */
    @Override
    public String toString() {
        return "settings of the control plane: " + given.keySet();
    }
}
