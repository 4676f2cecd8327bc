package dev.mandate.control.directory;

import dev.mandate.engine.catalogue.Action;
import dev.mandate.engine.catalogue.Demand;
import dev.mandate.engine.catalogue.Need;
import dev.mandate.engine.catalogue.SpaceParameter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** Compares what actions demand without keeping it: their demand, and where they read the space. */
final class DemandDigest {
    /** Of what most actions of a switch API have. */
    private static final String NOTHING = digest(Demand.NONE, "");

    private DemandDigest() {}

    /** Returns 64 hexadecimal digits, equal for the same demand and the same place of the space. */
    static String of(Action action) {
        boolean nothing = action.demand().equals(Demand.NONE) && action.space().isEmpty();
        return nothing
                ? NOTHING
                : digest(
                        action.demand(),
                        action.space().map(s -> space(action, s)).orElse(""));
    }

    private static String digest(Demand demand, String space) {
        String needs = demand.needs().stream().map(DemandDigest::need).sorted().collect(Collectors.joining(","));
        String all = String.join(
                "\n", needs, Boolean.toString(demand.self()), Boolean.toString(demand.administrators()), space);
        return HexFormat.of().formatHex(sha256(all.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] sha256(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String need(Need need) {
        return need.entity() + " " + need.operation();
    }

    /** Two path parameters that swap their names swap what is checked, so the place counts too. */
    private static String space(Action action, SpaceParameter space) {
        return String.join(
                " ",
                space.in().name(),
                space.in() == SpaceParameter.In.PATH ? place(action.key().template(), space.name()) : "",
                space.kind().name(),
                Boolean.toString(space.required()),
                space.name());
    }

    /** How many parameters of the template are before this one. */
    private static String place(String template, String name) {
        int at = Math.max(0, template.indexOf("{" + name + "}"));
        return Long.toString(
                template.substring(0, at).chars().filter(c -> c == '{').count());
    }
}
