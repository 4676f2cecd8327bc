package dev.mandate.control.token.key;

import com.nimbusds.jose.jwk.ECKey;
import dev.mandate.control.log.command.ChangeProposal;
import dev.mandate.control.log.command.Command;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.log.command.Done;
import dev.mandate.control.log.command.Note;
import dev.mandate.control.log.command.Refusal;
import dev.mandate.control.log.command.SideWrite;
import dev.mandate.control.log.entry.FoldedState;
import dev.mandate.control.log.follow.Streams;
import dev.mandate.control.log.write.Log;
import dev.mandate.control.token.key.KeySchedule.Dated;
import dev.mandate.engine.change.CatalogueChange.KeyRetired;
import dev.mandate.engine.change.Change;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.problem.ProblemCode;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The keys that this installation signs access tokens with. Which of them signs follows from the log and the time, so it is
 * the same at every control node; a new key's entry and its encrypted private half are one transaction. Thread-safe.
 */
public final class TokenKeys {
    private final Log log;
    private final Streams streams;
    private final SigningKeys keys;
    private final KeySchedule schedule;
    private final InstantSource clock;

    /** The log of the platform, as this node follows and writes it. */
    public record Platform(Log log, Streams streams, InstantSource clock) {}

    private TokenKeys(Platform platform, SigningKeys keys, KeySchedule schedule) {
        this.log = platform.log();
        this.streams = platform.streams();
        this.clock = platform.clock();
        this.keys = keys;
        this.schedule = schedule;
    }

    /**
     * Finds the keys, or makes the installation's first. The key of whichever node appends first is the one; every other
     * node's command then finds it published.
     *
     * @throws IllegalStateException if the private half is not there, or the master key is another
     */
    static TokenKeys open(Platform platform, SigningKeys signing, KeySchedule schedule) {
        TokenKeys keys = new TokenKeys(platform, signing, schedule);
        NewKey first = keys.draw();
        keys.append(
                "token signing key of the first start",
                state -> inForce(state).isEmpty() ? first.proposal() : ChangeProposal.nothing(""));
        keys.signing();
        return keys;
    }

    /**
     * The private key to sign with now.
     *
     * @throws MissingKey if it is not in the database: it was retired, and this node has not heard of that yet
     */
    public ECKey signing() {
        List<Dated> inForce = inForce();
        return keys.read(schedule.signing(inForce, clock.instant())
                .orElseThrow(() -> new IllegalStateException("this is a bug: no token key is published"))
                .kid());
    }

    /** What a key of this state does. */
    public KeySchedule.Use use(CommandState state, String kid, Instant now) {
        List<Dated> inForce = inForce(state);
        return schedule.use(inForce, find(inForce, kid).orElseThrow(), now);
    }

    /** Draws a key for a command. */
    public NewKey draw() {
        ECKey fresh = keys.generate();
        return new NewKey(SigningKeys.published(fresh), keys.keep(fresh));
    }

    /** Proposes this key, unless one is published that does not sign yet; the result is the id of the next key. */
    public ChangeProposal<String> rotate(CommandState state, Instant now, NewKey key) {
        return schedule.next(inForce(state), now)
                .map(next -> ChangeProposal.nothing(next.kid()))
                .orElseGet(key::proposal);
    }

    /**
     * Proposes to accept nothing any more that the key signed, and to delete its private half.
     *
     * @throws Refusal 409 if no other token key is in force
     */
    public ChangeProposal<Done> retire(CommandState state, String kid) {
        List<Dated> inForce = inForce(state);
        if (inForce.size() == 1 && find(inForce, kid).isPresent()) {
            throw Refusal.of(
                    ProblemCode.ONLY_SIGNING_KEY,
                    "key `" + kid + "` is the only one that tokens are signed with: rotate first, then retire it");
        }
        return ChangeProposal.of(List.of(new KeyRetired(kid)), SigningKeys.forget(kid));
    }

    /** Proposes what the schedule asks for at this time: this key, and the end of those that are over. */
    ChangeProposal<String> due(CommandState state, Instant now, NewKey key) {
        List<Dated> inForce = inForce(state);
        ChangeProposal<String> more = schedule.isDue(inForce, now) ? key.proposal() : ChangeProposal.nothing("");
        List<Change> changes = new ArrayList<>(more.changes());
        List<SideWrite> writes = new ArrayList<>(more.writes());
        schedule.over(inForce, now).forEach(old -> {
            changes.add(new KeyRetired(old.kid()));
            writes.add(SigningKeys.forget(old.kid()));
        });
        return new ChangeProposal<>(changes, more.result(), writes);
    }

    /** Does what is due, and forgets the private halves of retired keys. Where nothing is due, nothing is asked of the log. */
    void followSchedule() {
        List<Dated> inForce = inForce();
        keys.keepOnly(inForce);
        Instant now = clock.instant();
        boolean due =
                schedule.isDue(inForce, now) || !schedule.over(inForce, now).isEmpty();
        // a clock that is not the database's must neither publish nor retire a key
        if (due && streams.clockIsRight()) {
            NewKey key = draw();
            append("rotation of token keys", state -> due(state, now, key));
        }
    }

    private void append(String reason, Command<String> command) {
        Note note = new Note("system", UUID.randomUUID().toString(), reason, null);
        log.append(TenantId.PLATFORM, note, Optional.empty(), command);
    }

    private List<Dated> inForce() {
        FoldedState platform = streams.folded(TenantId.PLATFORM);
        return KeySchedule.tokenKeys(platform.snapshot().catalogue(), platform.directory());
    }

    private static List<Dated> inForce(CommandState state) {
        return KeySchedule.tokenKeys(state.view().platform().catalogue(), state.platform());
    }

    private static Optional<Dated> find(List<Dated> inForce, String kid) {
        return inForce.stream().filter(key -> key.kid().equals(kid)).findFirst();
    }
}
