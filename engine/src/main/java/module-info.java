import org.jspecify.annotations.NullMarked;

/** The authorization decision and its inputs. Requires only the JDK, so that any JVM process can embed it. */
@NullMarked
module dev.mandate.engine {
    requires static transitive org.jspecify;

    exports dev.mandate.engine;
    exports dev.mandate.engine.app;
    exports dev.mandate.engine.catalogue;
    exports dev.mandate.engine.change;
    exports dev.mandate.engine.id;
    exports dev.mandate.engine.overlap;
    exports dev.mandate.engine.reach;
    exports dev.mandate.engine.right;
    exports dev.mandate.engine.route;
    exports dev.mandate.engine.search;
    exports dev.mandate.engine.state;
    exports dev.mandate.engine.template;
    exports dev.mandate.engine.trie;
    exports dev.mandate.engine.uri;
    exports dev.mandate.engine.user;
}
