package dev.mandate.control.catalogue.compare;

import dev.mandate.engine.catalogue.ActionKey;

/** Method and template without the names of its parameters: what an action keeps its switches by. */
public record ActionShape(String method, String template) {
    public static ActionShape of(Templates templates, ActionKey key) {
        return new ActionShape(key.method(), templates.shape(key));
    }
}
