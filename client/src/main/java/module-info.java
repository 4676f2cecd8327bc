import org.jspecify.annotations.NullMarked;

/** Libraries for programs that call partner APIs and for the upstreams behind them. */
@NullMarked
module dev.mandate.client {
    requires static transitive org.jspecify;
    // upstreams' controllers take the identity itself as an argument
    requires transitive dev.mandate.protocol;
    // a token source sends requests with the caller's own HTTP client
    requires transitive java.net.http;
    requires com.fasterxml.jackson.annotation;
    requires com.nimbusds.jose.jwt;
    requires org.slf4j;
    requires tools.jackson.core;
    requires tools.jackson.databind;
    // for the upstream starter; programs that use only the token source may leave these out of the class path
    requires static org.apache.tomcat.embed.core;
    requires static spring.beans;
    requires static transitive spring.boot;
    requires static transitive spring.boot.autoconfigure;
    requires static spring.context;
    requires static spring.core;
    requires static transitive spring.web;
    requires static spring.webmvc;

    exports dev.mandate.client.token;
    exports dev.mandate.client.upstream;

    // Spring creates the starter's beans and binds its settings by reflection
    opens dev.mandate.client.upstream;
}
