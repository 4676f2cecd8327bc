package dev.mandate.gateway.setting;

import dev.mandate.protocol.record.RecordBounds;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings of a gateway; {@link #from} reads it, one record per concern. Sizes are bytes, counts are per
 * process unless it says otherwise.
 *
 * @param publicUrl how partners reach it: the audience of their tokens, and what upstreams are told as the host
 * @param issuer whose tokens are accepted
 * @param data the folder of its key and of the last snapshots
 */
// whoever starts a gateway reads its settings, and none of the limits of forwarding
@SuppressWarnings("exports")
public record GatewaySettings(
        Listening listening,
        Operations operations,
        URI publicUrl,
        String issuer,
        Path data,
        Control control,
        Deciding deciding,
        Undecided undecided,
        ForwardingLimits forwarding) {
    /** The control plane reads 100 lines of headers, and the gateway adds up to eight. */
    private static final int MOST_HEADERS = 92;

    private static final int SHORTEST_HEAD = 1_024;
    private static final int LONGEST_HEAD = 1 << 20;
    private static final int MOST_THREADS = 1_024;
    private static final int MOST_CONNECTIONS = 1_000_000;

    /** A pool allocates a place for each of its connections at once. */
    private static final int MOST_POOLED = 10_000;

    /**
     * The partners' port.
     *
     * @param port 0 for a free one
     * @param clearTextHttp2 whether HTTP/2 is spoken without TLS, asked for outright or by an upgrade
     * @param threads event loops, 1 to 1024
     * @param headers lines of headers in one request, at most 92
     * @param headerBytes the longest head of a request, without its first line, 1 KiB to 1 MiB
     * @param targetBytes the longest first line, 1 KiB to 1 MiB
     * @param idle how long a connection may be silent, 1 s to 1 day
     * @param headTime from the first byte of a head to its last
     * @param bodyStall between two parts of a body
     * @param bodyRate bytes a second that a body must have on average, after {@code bodyStall}; 0 for any
     * @param connections of one address that may be open at once
     * @param connectionsInAll that may be open at once, 10 to 1,000,000
     * @param linger what is read of an unwanted body after the answer
     */
    public record Listening(
            String host,
            int port,
            boolean clearTextHttp2,
            int threads,
            int headers,
            int headerBytes,
            int targetBytes,
            Duration idle,
            Duration headTime,
            Duration bodyStall,
            int bodyRate,
            int connections,
            int connectionsInAll,
            Linger linger) {}

    /**
     * How much of a body that nobody wants is read after the answer, so that its sender can read the answer.
     *
     * @param bytes at most, 1 or more; then the connection is closed
     * @param time at most, at least 1 ms; then the connection is closed
     */
    public record Linger(int bytes, Duration time) {}

    /**
     * The operators' port, and what they are told.
     *
     * @param warmUp how long the code is exercised before the gateway calls itself ready
     * @param close how long open calls may take to end
     * @param accessLog whether each call is logged, with its path but without its query
     */
    public record Operations(String host, int port, Duration warmUp, Duration close, boolean accessLog) {}

    /**
     * The control plane.
     *
     * @param gatewayKey what the gateway authenticates with there
     * @param connections for forwarded calls, of all event loops together; each has at least one
     */
    public record Control(URI url, String gatewayKey, int connections, Reporting reporting) {
        /** Without the key. */
        @Override
        public String toString() {
            return "Control[url=" + url + ", gatewayKey=***, connections=" + connections + ", reporting=" + reporting
                    + "]";
        }
    }

    /**
     * Reports of denials to the control plane.
     *
     * @param waiting what may wait to be sent
     * @param records in one report at most
     * @param bytes of one report at most, at least {@link RecordBounds#LEAST_BYTES}
     */
    public record Reporting(RecordBounds waiting, int records, int bytes) {}

    /**
     * Deciding.
     *
     * @param staleness the age of the state over which nothing is decided
     * @param patience how long a call waits for the state to catch up
     * @param patienceToLoad the same, when the tenant must be loaded first
     * @param mostWaiting calls of one app that may wait at once
     * @param tokens verified tokens that are kept: those used last, and at most as many again
     * @param tokensWaiting different new tokens that wait to be verified at once
     * @param identities signed identities that are kept
     * @param tenants that are kept; those used least recently are dropped for others, and loaded again when asked for
     */
    public record Deciding(
            Duration staleness,
            Duration patience,
            Duration patienceToLoad,
            int mostWaiting,
            int tokens,
            int tokensWaiting,
            int identities,
            int tenants) {}

    /**
     * Calls that pass to the control plane undecided.
     *
     * @param perAddress of one address that may be in progress at once
     * @param bodyBytes the longest body, at least that of the control plane's paths
     * @param bodyTime until the last byte of a body must be there
     * @param heldBytes of the bodies of calls in progress, per event loop
     */
    public record Undecided(int perAddress, int bodyBytes, Duration bodyTime, int heldBytes) {}

    /**
     * Reads settings named as environment variables ({@code MANDATE_GATEWAY_PORT}) or as properties
     * ({@code mandate.gateway.port}).
     *
     * @throws InvalidSettingException if one is unknown, missing or malformed
     */
    public static GatewaySettings from(Map<String, String> values) {
        SettingReader read = new SettingReader(values);
        GatewaySettings settings = read(read);
        read.refuseUnread();
        return settings;
    }

    /** Every setting by its name, with its default; empty where there is none. */
    public static Map<String, String> defaults() {
        SettingReader read = new SettingReader(Map.of("MANDATE_GATEWAY_KEY", "any"));
        read(read);
        return new LinkedHashMap<>(read.asked());
    }

    private static GatewaySettings read(SettingReader read) {
        Listening listening = listening(read);
        URI publicUrl = publicUrl(read, listening);
        return new GatewaySettings(
                listening,
                operations(read),
                publicUrl,
                read.text("MANDATE_GATEWAY_ISSUER", publicUrl.toString()),
                read.path("MANDATE_GATEWAY_DATA", "data/gateway"),
                new Control(
                        read.url("MANDATE_CONTROL_URL", "http://127.0.0.1:8081"),
                        read.required("MANDATE_GATEWAY_KEY"),
                        read.number("MANDATE_GATEWAY_CONTROL_CONNECTIONS", 256, 1, MOST_POOLED),
                        reporting(read)),
                deciding(read),
                undecided(read),
                forwarding(read));
    }

    private static Reporting reporting(SettingReader read) {
        return new Reporting(
                new RecordBounds(
                        read.number("MANDATE_GATEWAY_RECORDS", 10_000, 1),
                        read.number("MANDATE_GATEWAY_RECORDS_BYTES", 16 << 20, RecordBounds.LEAST_BYTES),
                        read.number("MANDATE_GATEWAY_RECORDS_WITHOUT_APP", 60, 0)),
                read.number("MANDATE_GATEWAY_REPORT_RECORDS", 500, 1),
                read.number("MANDATE_GATEWAY_REPORT_BYTES", 1 << 20, RecordBounds.LEAST_BYTES));
    }

    private static Listening listening(SettingReader read) {
        return new Listening(
                read.host("MANDATE_GATEWAY_HOST"),
                read.port("MANDATE_GATEWAY_PORT", 8080),
                read.yes("MANDATE_GATEWAY_CLEARTEXT_HTTP2"),
                read.number("MANDATE_GATEWAY_THREADS", Runtime.getRuntime().availableProcessors(), 1, MOST_THREADS),
                read.number("MANDATE_GATEWAY_HEADERS", 80, 10, MOST_HEADERS),
                read.number("MANDATE_GATEWAY_HEADER_BYTES", 32_768, SHORTEST_HEAD, LONGEST_HEAD),
                read.number("MANDATE_GATEWAY_TARGET_BYTES", 16_384, SHORTEST_HEAD, LONGEST_HEAD),
                read.duration("MANDATE_GATEWAY_IDLE", Duration.ofSeconds(75), Duration.ofSeconds(1)),
                read.duration("MANDATE_GATEWAY_HEAD_TIME", Duration.ofSeconds(10), Duration.ofMillis(1)),
                read.duration("MANDATE_GATEWAY_BODY_STALL", Duration.ofSeconds(10), Duration.ofMillis(1)),
                read.number("MANDATE_GATEWAY_BODY_RATE", 1_024, 0),
                read.number("MANDATE_GATEWAY_CONNECTIONS", 1_024, 1),
                read.number("MANDATE_GATEWAY_CONNECTIONS_IN_ALL", 10_000, 10, MOST_CONNECTIONS),
                new Linger(
                        read.number("MANDATE_GATEWAY_LINGER_BYTES", 1 << 20, 1),
                        read.duration("MANDATE_GATEWAY_LINGER", Duration.ofSeconds(2), Duration.ofMillis(1))));
    }

    private static URI publicUrl(SettingReader read, Listening listening) {
        if (listening.port() == 0) {
            read.required("MANDATE_GATEWAY_PUBLIC_URL");
        }
        return read.url("MANDATE_GATEWAY_PUBLIC_URL", "http://" + listening.host() + ":" + listening.port());
    }

    private static Operations operations(SettingReader read) {
        return new Operations(
                read.host("MANDATE_GATEWAY_MANAGEMENT_HOST"),
                read.port("MANDATE_GATEWAY_MANAGEMENT_PORT", 0),
                read.duration("MANDATE_GATEWAY_WARM_UP", Duration.ofSeconds(2)),
                read.duration("MANDATE_GATEWAY_CLOSE", Duration.ofSeconds(5)),
                read.yes("MANDATE_GATEWAY_ACCESS_LOG"));
    }

    private static Deciding deciding(SettingReader read) {
        return new Deciding(
                read.duration("MANDATE_GATEWAY_STALENESS", Duration.ofMinutes(5)),
                read.duration("MANDATE_GATEWAY_PATIENCE", Duration.ofSeconds(1)),
                read.duration("MANDATE_GATEWAY_PATIENCE_TO_LOAD", Duration.ofSeconds(2)),
                read.number("MANDATE_GATEWAY_MOST_WAITING", 64, 1),
                read.number("MANDATE_GATEWAY_TOKENS", 100_000, 1),
                read.number("MANDATE_GATEWAY_TOKENS_WAITING", 1_000, 1),
                read.number("MANDATE_GATEWAY_IDENTITIES", 100_000, 1),
                read.number("MANDATE_GATEWAY_TENANTS", 1_000, 1));
    }

    private static Undecided undecided(SettingReader read) {
        return new Undecided(
                read.number("MANDATE_GATEWAY_UNDECIDED_PER_ADDRESS", 64, 1),
                read.number("MANDATE_GATEWAY_UNDECIDED_BODY_BYTES", 65_536, 1),
                read.duration("MANDATE_GATEWAY_UNDECIDED_BODY_TIME", Duration.ofSeconds(10), Duration.ofMillis(1)),
                read.number("MANDATE_GATEWAY_UNDECIDED_HELD_BYTES", 8 << 20, 1));
    }

    private static ForwardingLimits forwarding(SettingReader read) {
        return new ForwardingLimits(
                read.duration("MANDATE_GATEWAY_UPSTREAM_CONNECT", Duration.ofSeconds(2), Duration.ofMillis(1)),
                read.duration("MANDATE_GATEWAY_UPSTREAM_RESPONSE", Duration.ofSeconds(30), Duration.ofMillis(1)),
                read.duration("MANDATE_GATEWAY_UPSTREAM_WHOLE", Duration.ofMinutes(10), Duration.ofMillis(1)),
                read.duration("MANDATE_GATEWAY_UPSTREAM_STALL", Duration.ofMinutes(1), Duration.ofMillis(1)),
                read.duration("MANDATE_GATEWAY_UPSTREAM_KEEP_ALIVE", Duration.ofSeconds(15), Duration.ofMillis(1)),
                read.number("MANDATE_GATEWAY_UPSTREAM_CONNECTIONS", 256, 1, MOST_POOLED),
                read.number("MANDATE_GATEWAY_UPSTREAM_QUEUE", 1_024, 1),
                read.bytes("MANDATE_GATEWAY_BODY_BYTES", 1L << 30),
                read.duration("MANDATE_GATEWAY_NOT_FOUND_STEP", Duration.ofMillis(5)));
    }
}
