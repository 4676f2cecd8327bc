package dev.mandate.control.front.tomcat;

import dev.mandate.control.front.body.BodySettings;
import dev.mandate.control.limit.Limits;
import dev.mandate.control.token.bearer.ProblemAnswer;
import org.apache.catalina.Container;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/** Bounds Tomcat's connections, heads and bodies, and has its errors answered as problems. Last of all, so that nothing sets other bounds. */
final class TomcatFront implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {
    /** How Tomcat logs what callers send wrong: each new connection would log its first fault with a trace, and the text sent. */
    private static final String CALLERS_FAULTS = "org.apache.juli.logging.UserDataHelper.CONFIG";

    /** What Tomcat counts and {@code HeadLimits} does not: ends of lines, 100 at most, and the headers that a gateway adds. */
    private static final int UNCOUNTED = 1_024;

    private final ServerSettings server;
    private final BodySettings bodies;
    private final Limits limits;
    private final ProblemAnswer problems;
    private final TrustedProxies proxies;

    TomcatFront(ServerSettings server, BodySettings bodies, Limits limits, ProblemAnswer problems) {
        this.server = server;
        this.bodies = bodies;
        this.limits = limits;
        this.problems = problems;
        this.proxies = TrustedProxies.of(server.proxies());
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        System.setProperty(CALLERS_FAULTS, System.getProperty(CALLERS_FAULTS, "DEBUG_ALL"));
        factory.setProtocol(BoundedProtocol.class.getName());
        factory.addEngineValves(new ForwardedValve(proxies));
        factory.addConnectorCustomizers(this::bound);
        factory.addContextCustomizers(context -> {
            // Tomcat makes the valve by its name, so what the valve writes with is handed over here
            context.getServletContext().setAttribute(ProblemValve.ANSWER, problems);
            reportProblems(context.getParent());
        });
    }

    private void bound(Connector connector) {
        connector.setAllowTrace(false);
        // INVARIANT: Tomcat reads no form, for which it would allocate what the request declares
        connector.setParseBodyMethods("");
        if (!(connector.getProtocolHandler() instanceof BoundedProtocol http)) {
            throw new IllegalStateException("this is a bug: Tomcat's protocol is another");
        }
        http.setMaxHttpRequestHeaderSize(Math.addExact(server.headerBytes(), server.targetBytes() + UNCOUNTED));
        http.setMaxHeaderCount(TomcatProblems.MOST_HEADERS);
        http.bound(server, new AddressConnectionLimit(limits.connections(), proxies), limits.idle());
        http.setDisableUploadTimeout(false);
        http.setConnectionUploadTimeout(Math.toIntExact(bodies.silence().toMillis()));
        http.setContinueResponseTiming("onRead");
        // what is left of a body was waited for already
        http.setMaxSwallowSize(0);
    }

    private static void reportProblems(Container host) {
        if (!(host instanceof StandardHost standard)) {
            throw new IllegalStateException("this is a bug: Tomcat's host is another");
        }
        standard.setErrorReportValveClass(ProblemValve.class.getName());
    }
}
