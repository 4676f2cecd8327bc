package dev.mandate.control.token.key;

import dev.mandate.control.directory.Directory;
import dev.mandate.control.directory.Listing;
import dev.mandate.control.directory.Thing;
import dev.mandate.engine.change.CatalogueChange.KeyUse;
import dev.mandate.engine.state.Catalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which token key signs, and which is due to go, by the times at which the log published them. Pure, so every control node
 * comes to the same answer.
 *
 * @param period after which another key is published; zero for never
 * @param lead between a key's publication and its first signature, in which every gateway hears of it
 * @param overlap for which an old key is accepted after the next began to sign: the longest life of its tokens, and a leeway
 */
public record KeySchedule(Duration period, Duration lead, Duration overlap) {
    /** A token key in force. */
    public record Dated(String kid, Instant published) {}

    /** What a token key does now. */
    public enum Use {
        /** It is published and does not sign yet. */
        NEXT,
        SIGNING,
        /** It signs no more, and tokens that it signed are accepted. */
        PREVIOUS
    }

    /** The token keys in force, oldest first. */
    public static List<Dated> tokenKeys(Catalogue catalogue, Directory platform) {
        return catalogue.keys().entrySet().stream()
                .filter(key -> key.getValue().use() == KeyUse.TOKEN)
                .map(Map.Entry::getKey)
                .map(kid -> new Dated(kid, published(platform, kid)))
                .sorted(Comparator.comparing(Dated::published).thenComparing(Dated::kid))
                .toList();
    }

    private static Instant published(Directory platform, String kid) {
        return platform.find(new Thing(Thing.Kind.KEY, kid))
                .map(Listing::created)
                .orElseThrow(() -> new IllegalStateException("this is a bug: key `" + kid + "` has no listing"));
    }

    /** Returns the newest key whose lead has passed. If none has passed, returns the oldest key; empty without any key. */
    public Optional<Dated> signing(List<Dated> keys, Instant now) {
        return keys.stream()
                .filter(key -> !key.published().plus(lead).isAfter(now))
                .reduce((older, younger) -> younger)
                .or(() -> keys.stream().findFirst());
    }

    /** What one of these keys does now. */
    public Use use(List<Dated> keys, Dated key, Instant now) {
        Dated signing = signing(keys, now).orElseThrow();
        if (key.equals(signing)) {
            return Use.SIGNING;
        }
        return keys.indexOf(key) > keys.indexOf(signing) ? Use.NEXT : Use.PREVIOUS;
    }

    /** The key that is published and does not sign yet. */
    public Optional<Dated> next(List<Dated> keys, Instant now) {
        return keys.stream().filter(key -> use(keys, key, now) == Use.NEXT).findFirst();
    }

    /** Whether another key is to be published now. */
    public boolean isDue(List<Dated> keys, Instant now) {
        return !period.isZero()
                && !keys.isEmpty()
                && !keys.getLast().published().plus(period).isAfter(now);
    }

    /** The keys of which no token can be accepted any more. */
    public List<Dated> over(List<Dated> keys, Instant now) {
        return keys.stream()
                .filter(key -> use(keys, key, now) == Use.PREVIOUS)
                .filter(key -> !successor(keys, key)
                        .published()
                        .plus(lead)
                        .plus(overlap)
                        .isAfter(now))
                .toList();
    }

    private static Dated successor(List<Dated> keys, Dated key) {
        return keys.get(keys.indexOf(key) + 1);
    }
}
