import org.jspecify.annotations.NullMarked;

/** What callers and upstreams of Mandate put in their own programs. */
@NullMarked
module dev.mandate.client {
    requires static transitive org.jspecify;
    // Upstreams' controllers take the identity itself as an argument.
    requires transitive dev.mandate.protocol;
    // A token source sends requests on the caller's own HTTP client.
    requires transitive java.net.http;
    requires com.fasterxml.jackson.annotation;
    requires com.nimbusds.jose.jwt;
    requires org.slf4j;
    requires tools.jackson.core;
    requires tools.jackson.databind;
    // The starter for upstreams; callers who use the token source alone may leave these out of the class path.
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

    // Spring creates the starter's beans and binds its settings by reflection.
    opens dev.mandate.client.upstream;
}
