package dev.mandate.gateway;

import com.nimbusds.jose.jwk.ECKey;
import dev.mandate.gateway.decision.Decider;
import dev.mandate.gateway.decision.Patience;
import dev.mandate.gateway.decision.State;
import dev.mandate.gateway.http.Answers;
import dev.mandate.gateway.http.Call;
import dev.mandate.gateway.http.CallerLimits;
import dev.mandate.gateway.http.Callers;
import dev.mandate.gateway.http.Deadlines;
import dev.mandate.gateway.http.HeadBounds;
import dev.mandate.gateway.identity.Identities;
import dev.mandate.gateway.setting.GatewaySettings;
import dev.mandate.gateway.subject.Tokens;
import dev.mandate.gateway.undecided.UndecidedCalls;
import dev.mandate.gateway.upstream.Forwarder;
import dev.mandate.gateway.upstream.Origin;
import dev.mandate.gateway.wire.HeadBytes;
import dev.mandate.protocol.identity.IdentitySigner;
import dev.mandate.protocol.limit.InProgress;
import dev.mandate.protocol.problem.ProblemTypes;
import dev.mandate.protocol.record.DecisionRecord;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/** What the event loops of one gateway share, and how each gets a path of its own. */
final class Plane {
    private final GatewaySettings settings;
    private final Sources sources;
    private final Tokens tokens;
    private final Decider decider;
    private final Identities identities;
    private final InProgress undecided;
    private final DnsAddressResolverGroup names;
    private final SslContext tls;

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

    Plane(GatewaySettings settings, Sources sources, EventLoops loops) {
        GatewaySettings.Deciding deciding = settings.deciding();
        this.settings = settings;
        this.sources = sources;
        this.tokens = new Tokens(
                settings.issuer(),
                () -> sources.state().platform().catalogue(),
                sources.workers(),
                new Tokens.Bounds(deciding.tokens(), deciding.tokensWaiting()));
        this.decider = decider();
        this.undecided = new InProgress(settings.undecided().perAddress());
        this.names = new DnsAddressResolverGroup(new DnsNameResolverBuilder().datagramChannelType(loops.datagrams()));
        this.tls = clientTls();
        this.identities = new Identities(signer(sources.key()), sources.workers(), deciding.identities());
    }

    private static SslContext clientTls() {
        try {
            return SslContextBuilder.forClient().sslProvider(SslProvider.JDK).build();
        } catch (SSLException unusable) {
            throw new IllegalStateException("this Java has no TLS", unusable);
        }
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

    Tokens tokens() {
        return tokens;
    }

    /** Makes the path of the calls of one event loop. */
    PartnersPort.Path path(EventLoop loop, EventLoops loops) {
        Deadlines deadlines = new Deadlines();
        HeadBytes bytes = new HeadBytes();
        Answers answers = new Answers(
                new Answers.Recording(sources.records(), sources.clock()), new ProblemTypes(settings.publicUrl()));
        Forwarder forwarder = new Forwarder(
                new Forwarder.Network(loop, bootstrap(loop, loops), tls, deadlines, bytes),
                settings.forwarding(),
                new Forwarder.Surroundings(
                        settings.publicUrl(), control(), sources.records(), answers::refuse, sources.clock()));
        Gateway gateway = new Gateway(
                new Gateway.Parts(
                        decider,
                        identities,
                        undecidedCalls(deadlines, answers),
                        forwarder,
                        answers,
                        sources.finished(),
                        sources.clock()),
                new HeadBounds(
                        settings.listening().headers(), settings.forwarding().bodyBytes()),
                loop);
        deadlines.start(loop);
        return new PartnersPort.Path(
                new Callers(reading(), gateway, callerLimits(), deadlines, bytes), forwarder::close);
    }

    private Bootstrap bootstrap(EventLoop loop, EventLoops loops) {
        return new Bootstrap()
                .group(loop)
                .channel(loops.sockets())
                .resolver(names)
                .option(ChannelOption.TCP_NODELAY, true)
                // a failed write leaves an early answer to be read
                .option(ChannelOption.AUTO_CLOSE, false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int)
                        settings.forwarding().connect().toMillis());
    }

    private Callers.Reading reading() {
        GatewaySettings.Listening listening = settings.listening();
        return new Callers.Reading(
                listening.targetBytes(),
                listening.headerBytes(),
                listening.clearTextHttp2(),
                Math.max(1, listening.connectionsInAll() / listening.threads()),
                settings.operations().close());
    }

    private CallerLimits callerLimits() {
        GatewaySettings.Listening listening = settings.listening();
        return new CallerLimits(
                listening.idle(),
                listening.headTime(),
                listening.bodyStall(),
                listening.bodyRate(),
                settings.forwarding().bodyBytes(),
                listening.linger().bytes(),
                listening.linger().time());
    }

    private UndecidedCalls undecidedCalls(Deadlines deadlines, Answers answers) {
        GatewaySettings.Undecided bounds = settings.undecided();
        return new UndecidedCalls(
                deadlines,
                undecided,
                new UndecidedCalls.Bounds(
                        bounds.bodyBytes(), bounds.bodyTime(), Math.max(bounds.bodyBytes(), bounds.heldBytes())),
                answers::refuse);
    }

    private Forwarder.Control control() {
        return new Forwarder.Control(
                Origin.of(settings.control().url().toString()),
                settings.control().gatewayKey(),
                controlConnections());
    }

    /** INVARIANT: all event loops together open no more than the setting says, or one each. */
    private int controlConnections() {
        return Math.max(
                1, settings.control().connections() / settings.listening().threads());
    }
}
