import org.jspecify.annotations.NullMarked;

/** The data plane: one readable path from a vendor's call to its upstream. It exports only how to start it. */
@NullMarked
module dev.mandate.gateway {
    requires static transitive org.jspecify;
    requires dev.mandate.engine;
    // GatewaySettings has RecordBounds as a component.
    requires transitive dev.mandate.protocol;
    requires io.vertx.core;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.codec.http2;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.resolver;
    requires io.netty.resolver.dns;
    requires io.netty.transport;
    requires io.netty.transport.classes.epoll;
    requires com.nimbusds.jose.jwt;
    requires com.github.benmanes.caffeine;
    requires tools.jackson.databind;
    requires micrometer.core;
    requires micrometer.registry.prometheus;

    exports dev.mandate.gateway;
    exports dev.mandate.gateway.setting;
}
