package dev.mandate.engine.route;

/**
 * An endpoint in its place of the tree.
 *
 * @param contested whether another one claims some of its requests, so that a later one found may have them
 * @param found the answer that it is, made once
 */
record Served(Endpoint endpoint, boolean contested, Route.Found found) {
    static Served of(Endpoint endpoint, boolean contested) {
        return new Served(endpoint, contested, new Route.Found(endpoint));
    }
}
