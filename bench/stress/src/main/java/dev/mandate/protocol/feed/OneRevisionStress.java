package dev.mandate.protocol.feed;

import dev.mandate.engine.state.Snapshot;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;

/**
 * A reader sees one revision, never a mix, and the platform where the tenant needs it: revision of the tenant and its users,
 * revision of the platform and its tenants, read in the order in which the gateway reads.
 */
@JCStressTest
@State
@Outcome(id = "0, 0, 0, 0", expect = Expect.ACCEPTABLE, desc = "before both")
@Outcome(id = "0, 0, 1, 1", expect = Expect.ACCEPTABLE, desc = "between the two")
@Outcome(id = "1, 1, 1, 1", expect = Expect.ACCEPTABLE, desc = "after both")
@Outcome(expect = Expect.FORBIDDEN, desc = "a mix")
public class OneRevisionStress {
    private final Frames frames = new Frames();

    @Actor
    public void feed() {
        frames.take();
    }

    @Actor
    public void request(IIII_Result seen) {
        Snapshot tenant = frames.movingTenant();
        Snapshot platform = frames.platform();
        seen.r1 = (int) tenant.revision();
        seen.r2 = Frames.users(tenant);
        seen.r3 = (int) platform.revision();
        seen.r4 = Frames.tenants(platform);
    }
}
