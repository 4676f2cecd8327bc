package dev.mandate.control.space;

import dev.mandate.control.api.command.Refusals;
import dev.mandate.control.directory.Thing;
import dev.mandate.engine.catalogue.SpaceKind;
import org.jspecify.annotations.Nullable;

/** The two kinds of space as they are written. */
final class Kinds {
    private Kinds() {}

    static SpaceKind read(String field, @Nullable String text) {
        return switch (text) {
            case "workspace" -> SpaceKind.WORKSPACE;
            case "sales-channel" -> SpaceKind.SALES_CHANNEL;
            case null, default -> throw Refusals.malformed(field, "must be `workspace` or `sales-channel`");
        };
    }

    static String written(SpaceKind kind) {
        return switch (kind) {
            case WORKSPACE -> "workspace";
            case SALES_CHANNEL -> "sales-channel";
        };
    }

    static String written(Thing.Kind kind) {
        return kind == Thing.Kind.SALES_CHANNEL ? "sales-channel" : "workspace";
    }

    static Thing thing(SpaceKind kind, String id) {
        return new Thing(Thing.Kind.of(kind), id);
    }
}
