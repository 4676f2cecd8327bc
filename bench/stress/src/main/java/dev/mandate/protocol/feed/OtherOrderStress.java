package dev.mandate.protocol.feed;

import dev.mandate.engine.state.Snapshot;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** What the order of reading is for: with the platform read first, a tenant is ahead of it. Tenant's revision, platform's. */
@JCStressTest
@State
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "before both")
@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "between the two")
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "after both")
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE_INTERESTING, desc = "a mix, as it must be seen here")
public class OtherOrderStress {
    private final Frames frames = new Frames();

    @Actor
    public void feed() {
        frames.take();
    }

    @Actor
    public void request(II_Result seen) {
        Snapshot platform = frames.platform();
        Snapshot tenant = frames.movingTenant();
        seen.r1 = (int) tenant.revision();
        seen.r2 = (int) platform.revision();
    }
}
