package dev.mandate.control.catalogue.action;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.mandate.engine.catalogue.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A setting of an API that an import sets or changes: its upstream, base path or an entity role.
 *
 * @param setting {@code upstream}, {@code basePath}, or {@code role} with the entity role's name
 * @param before of a role the operations that it grants; null if it was not listed, and at the first import
 * @param after the same afterwards; null if it is listed no more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Setting(
        String setting, @Nullable String before, @Nullable String after) {
    /** What differs; everything at the first import. */
    public static List<Setting> changed(@Nullable Api before, Api after) {
        List<Setting> all = new ArrayList<>();
        all.add(new Setting("upstream", before == null ? null : before.upstream(), after.upstream()));
        all.add(new Setting("basePath", before == null ? null : before.basePath(), after.basePath()));
        SortedMap<String, String> then = before == null ? new TreeMap<>() : roles(before);
        SortedMap<String, String> now = roles(after);
        NavigableSet<String> names = new TreeSet<>(then.keySet());
        names.addAll(now.keySet());
        names.forEach(name -> all.add(new Setting("role " + name, then.get(name), now.get(name))));
        return all.stream().filter(s -> !Objects.equals(s.before, s.after)).toList();
    }

    private static SortedMap<String, String> roles(Api api) {
        SortedMap<String, String> roles = new TreeMap<>();
        api.offers()
                .forEach(offer -> roles.put(offer.role().name(), String.join(", ", new TreeSet<>(offer.operations()))));
        return roles;
    }
}
