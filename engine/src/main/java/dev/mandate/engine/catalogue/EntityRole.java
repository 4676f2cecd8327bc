package dev.mandate.engine.catalogue;

/**
 * A role on a binding, {@code {ENTITY}_{SCOPE}}, split at the last underscore (seed: "All roles follow the structure").
 *
 * @param name upper-case letters, digits and underscores, with an entity and a scope
 */
public record EntityRole(String name) {
    public EntityRole {
        int cut = name.lastIndexOf('_');
        if (cut < 1 || cut == name.length() - 1 || !name.matches("[A-Z0-9_]{3,128}")) {
            throw new IllegalArgumentException("entity role `" + name + "` must read `{ENTITY}_{SCOPE}` in upper case");
        }
    }

    public String entity() {
        return name.substring(0, name.lastIndexOf('_'));
    }

    public String scope() {
        return name.substring(name.lastIndexOf('_') + 1);
    }

    @Override
    public String toString() {
        return name;
    }
}
