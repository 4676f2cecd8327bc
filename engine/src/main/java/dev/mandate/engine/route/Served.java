package dev.mandate.engine.route;

import dev.mandate.engine.id.ApiId;
import dev.mandate.engine.template.Endpoint;

/**
 * An endpoint in its place of the tree.
 *
 * @param api its API's, one object in all of the tree
 * @param contested whether another one claims some of its requests, so that a later one found may have them
 * @param shadowed whether an upstream that folds spellings may serve another action for some of its requests
 * @param found the answer that it is, made once
 */
record Served(ApiId api, Endpoint endpoint, boolean contested, boolean shadowed, Route.Found found) {
    static Served of(ApiId api, Endpoint endpoint, boolean contested, boolean shadowed) {
        return new Served(api, endpoint, contested, shadowed, new Route.Found(endpoint));
    }
}
