package dev.mandate.gateway;

import com.nimbusds.jose.jwk.ECKey;
import dev.mandate.gateway.decision.Decider;
import dev.mandate.gateway.decision.Patience;
import dev.mandate.gateway.decision.State;
import dev.mandate.gateway.http.Answers;
import dev.mandate.gateway.http.Call;
import dev.mandate.gateway.http.HeadBounds;
import dev.mandate.gateway.identity.Identities;
import dev.mandate.gateway.setting.GatewaySettings;
import dev.mandate.gateway.subject.Tokens;
import dev.mandate.gateway.undecided.UndecidedCalls;
import dev.mandate.gateway.upstream.Forwarder;
import dev.mandate.gateway.upstream.Origin;
import dev.mandate.protocol.identity.IdentitySigner;
import dev.mandate.protocol.limit.InProgress;
import dev.mandate.protocol.problem.ProblemTypes;
import dev.mandate.protocol.record.DecisionRecord;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** What the event loops of one gateway share, and how each gets a path of its own. */
final class Plane {
    private final Vertx vertx;
    private final GatewaySettings settings;
    private final Sources sources;
    private final Tokens tokens;
    private final Decider decider;
    private final Identities identities;
    private final InProgress undecided;
    private final ConnectionLimit connections;

    /**
     * Where the plane's knowledge comes from and goes to.
     *
     * @param key signs identities at first
     * @param workers do what is too slow for an event loop
     * @param finished receives each call that was answered
     */
    record Sources(
            State state,
            ECKey key,
            Executor workers,
            Consumer<Call> finished,
            Consumer<DecisionRecord> records,
            InstantSource clock) {}

    Plane(Vertx vertx, GatewaySettings settings, Sources sources) {
        GatewaySettings.Deciding deciding = settings.deciding();
        this.vertx = vertx;
        this.settings = settings;
        this.sources = sources;
        this.tokens = new Tokens(
                settings.issuer(),
                () -> sources.state().platform().catalogue(),
                sources.workers(),
                new Tokens.Bounds(deciding.tokens(), deciding.tokensWaiting()));
        this.decider = decider();
        this.undecided = new InProgress(settings.undecided().perAddress());
        this.connections = new ConnectionLimit(settings.listening().connections());
        this.identities = new Identities(signer(sources.key()), sources.workers(), deciding.identities());
    }

    private Decider decider() {
        GatewaySettings.Deciding deciding = settings.deciding();
        Patience patience = new Patience(
                sources.state(),
                new Patience.Bounds(deciding.patience(), deciding.patienceToLoad(), deciding.mostWaiting()));
        return new Decider(
                new Decider.Parts(tokens, sources.state(), patience, sources.clock()),
                new Decider.Bounds(
                        deciding.staleness(),
                        settings.issuer(),
                        settings.publicUrl().toString()));
    }

    private IdentitySigner signer(ECKey key) {
        return new IdentitySigner(key, settings.publicUrl().toString(), sources.clock());
    }

    /** Signs identities with another key from now on. */
    void signWith(ECKey key) {
        identities.signWith(signer(key));
    }

    /** The limit of the partners' port. */
    ConnectionLimit connections() {
        return connections;
    }

    Tokens tokens() {
        return tokens;
    }

    /** A path for the event loop that asks. */
    Gateway gateway(Forwarder forwarder) {
        Gateway.Parts parts = new Gateway.Parts(
                decider,
                identities,
                undecidedCalls(),
                forwarder,
                new Answers(
                        vertx,
                        new Answers.Recording(sources.records(), sources.clock()),
                        settings.listening().linger(),
                        new ProblemTypes(settings.publicUrl())),
                sources.finished(),
                sources.clock());
        HeadBounds bounds = new HeadBounds(
                settings.listening().headers(), settings.forwarding().bodyBytes());
        return new Gateway(parts, bounds, vertx.getOrCreateContext());
    }

    private UndecidedCalls undecidedCalls() {
        GatewaySettings.Undecided bounds = settings.undecided();
        return new UndecidedCalls(
                vertx,
                undecided,
                new UndecidedCalls.Bounds(
                        bounds.bodyBytes(), bounds.bodyTime(), Math.max(bounds.bodyBytes(), bounds.heldBytes())));
    }

    /** INVARIANT: all event loops together open no more than the setting says, or one each. */
    private int controlConnections() {
        return Math.max(
                1, settings.control().connections() / settings.listening().threads());
    }

    /** A forwarder for the event loop that asks. */
    Forwarder forwarder() {
        return new Forwarder(
                vertx,
                settings.forwarding(),
                new Forwarder.Surroundings(
                        settings.publicUrl(),
                        new Forwarder.Control(
                                Origin.of(settings.control().url().toString()),
                                settings.control().gatewayKey(),
                                controlConnections()),
                        sources.records(),
                        sources.clock()));
    }
}
