package dev.mandate.control.management;

import dev.mandate.control.ControlServer;
import dev.mandate.control.tenant.FirstOperator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A control plane on a database of its own, started once for all tests. */
public final class Control {
    static final String ISSUER = "https://api.example.com";
    static final String URL = "https://control.example.com";
    static final String GATEWAY_KEY = "the-key-of-a-gateway-in-these-tests";

    private static final ControlServer SERVER = start();
    private static final Client OPERATOR = operator(SERVER.firstOperator().orElseThrow());

    private Control() {}

    private static ControlServer start() {
        Path folder = folder();
        ControlServer server = ControlServer.start(Map.of(
                "server.port",
                "0",
                "mandate.database.data",
                folder.resolve("postgres").toString(),
                "mandate.token.issuer",
                ISSUER,
                "mandate.token.control",
                URL,
                "mandate.token.master-key-file",
                folder.resolve("master.key").toString(),
                "mandate.gateway-keys[0]",
                GATEWAY_KEY,
                "mandate.body.silence",
                "2s"));
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        return server;
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("mandate-control-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Client operator(FirstOperator.Keys keys) {
        return anonymous().as(keys.clientId(), keys.clientSecret());
    }

    /** The running server. */
    public static ControlServer server() {
        return SERVER;
    }

    /** A caller with a token of the platform's first operator. */
    static Client operator() {
        return OPERATOR;
    }

    /** A caller without a token. */
    static Client anonymous() {
        return new Client(SERVER.port(), Map.of());
    }
}
