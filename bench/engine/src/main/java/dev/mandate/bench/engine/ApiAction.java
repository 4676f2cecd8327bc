package dev.mandate.bench.engine;

/**
 * One action of the workload.
 *
 * @param index its place among all actions, from 0
 * @param entity what it touches on an entity API, such as {@code SALES3}; empty on a switch API
 * @param operation what it does to the entity; empty on a switch API
 */
public record ApiAction(int index, String api, String method, String template, String entity, String operation) {
    /** Whether a user role's switch decides; else the entity roles of the channel's binding do. */
    public boolean switched() {
        return entity.isEmpty();
    }

    /** Method and template, which name it everywhere. */
    public String key() {
        return method + " " + template;
    }

    /** A path of this action. */
    String path(String channel, int id) {
        return template.replace("{channelId}", channel).replace("{id}", Integer.toString(id));
    }
}
