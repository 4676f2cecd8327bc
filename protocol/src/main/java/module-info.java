import org.jspecify.annotations.NullMarked;

/** The wire forms of changes, snapshots, problems, access tokens and the signed identity, the feed client, and the loop of background threads. */
@NullMarked
module dev.mandate.protocol {
    requires static transitive org.jspecify;
    requires transitive dev.mandate.engine;
    // The feed client uses the JDK's HTTP client, so that embedders of this library need no Vert.x.
    requires java.net.http;
    requires tools.jackson.databind;
    requires com.nimbusds.jose.jwt;

    exports dev.mandate.protocol.chain;
    exports dev.mandate.protocol.change;
    exports dev.mandate.protocol.document;
    exports dev.mandate.protocol.feed;
    exports dev.mandate.protocol.form;
    exports dev.mandate.protocol.frame;
    exports dev.mandate.protocol.gateway;
    exports dev.mandate.protocol.identity;
    exports dev.mandate.protocol.limit;
    exports dev.mandate.protocol.problem;
    exports dev.mandate.protocol.record;
    exports dev.mandate.protocol.snapshot;
    exports dev.mandate.protocol.token;
    exports dev.mandate.protocol.worker;
}
