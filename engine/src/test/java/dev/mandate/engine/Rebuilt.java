package dev.mandate.engine;

import dev.mandate.engine.state.Catalogue;
import dev.mandate.engine.state.Snapshot;
import dev.mandate.engine.state.Tenancy;
import dev.mandate.engine.trie.Trie;
import dev.mandate.engine.user.RoleBits;
import dev.mandate.engine.user.Users;
import dev.mandate.engine.user.UsersBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rebuilds snapshots as if from their stored form: the result shares nothing with the original, not even numbers. */
final class Rebuilt {
    private Rebuilt() {}

    static Snapshot of(Snapshot s) {
        Tenancy t = s.tenancy();
        Catalogue c = s.catalogue();
        Tenancy tenancy = new Tenancy(
                t.status(),
                t.notBefore(),
                t.apis(),
                of(t.workspaces()),
                of(t.channels()),
                of(t.users()),
                of(t.roles()),
                of(t.groups()),
                of(t.apps()),
                of(t.credentials()),
                of(t.revokedTokens()));
        return new Snapshot(
                s.stream(),
                s.revision(),
                new Catalogue(of(c.tenants()), c.apis(), c.revivals(), c.precedences(), c.keys())
                        .withFormat(c.format()),
                tenancy);
    }

    private static Users of(Users users) {
        UsersBuilder builder = new UsersBuilder(RoleBits.of(List.of()));
        users.forEach(builder::add);
        return builder.build();
    }

    private static <K, V> Trie<K, V> of(Trie<K, V> trie) {
        Map<K, V> map = new HashMap<>();
        trie.forEach(map::put);
        return Trie.copyOf(map);
    }
}
