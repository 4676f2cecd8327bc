package dev.mandate.protocol.feed;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What immutable snapshots are for: a revision and its content as two plain fields. Revision, users. */
@JCStressTest
@State
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "before")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "after")
@Outcome(
        id = {"0, 1", "1, 0"},
        expect = Expect.ACCEPTABLE_INTERESTING,
        desc = "a mix, as it must be seen here")
public class PlainPairStress {
    private int revision;
    private int users;

    @Actor
    public void feed() {
        revision = 1;
        users = 1;
    }

    @Actor
    public void request(II_Result seen) {
        seen.r1 = revision;
        seen.r2 = users;
    }
}
