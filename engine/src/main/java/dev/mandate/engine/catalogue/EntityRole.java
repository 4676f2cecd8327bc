package dev.mandate.engine.catalogue;

/**
 * A role on a binding, {@code {ENTITY}_{SCOPE}}, split at the last underscore.
 *
 * @param name 3 to 128 upper-case letters, digits and underscores, with a non-empty entity and scope
 */
public record EntityRole(String name) {
    private static final int LONGEST = 128;

    public EntityRole {
        int cut = name.lastIndexOf('_');
        if (cut < 1 || cut == name.length() - 1 || name.length() > LONGEST || !upperCase(name)) {
            throw new IllegalArgumentException("entity role `" + name + "` must read `{ENTITY}_{SCOPE}` in upper case");
        }
    }

    private static boolean upperCase(String name) {
        return name.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_');
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
