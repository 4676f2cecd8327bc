package dev.mandate.samples.media.operator;

import dev.mandate.client.upstream.Place;
import dev.mandate.samples.media.task.MediaModule;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Creates the fixed rows of a demonstration: a vendor's workspace with one task of each module, and a workspace of
 * another vendor.
 */
@Component
public final class MediaDemo {
    private final TaskMaker maker;
    private final Vendors vendors;

    MediaDemo(TaskMaker maker, Vendors vendors) {
        this.maker = maker;
        this.vendors = vendors;
    }

    /** Two workspaces of one tenant. */
    public record Workspaces(String tenant, String vendor, String foreign) {}

    /** The ids of the rows. The caller keeps them, so that they are the same at every start. */
    public record Ids(
            UUID task,
            UUID editorialTask,
            UUID job,
            UUID product,
            UUID project,
            UUID deliverable,
            UUID fileType,
            UUID foreignTask) {
        /** Returns random ids. */
        public static Ids random() {
            return new Ids(
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    UUID.randomUUID());
        }
    }

    /** Creates the rows that do not exist yet. */
    public void seed(Workspaces workspaces, Ids ids) {
        Place vendor = new Place(workspaces.tenant(), workspaces.vendor());
        Place foreign = new Place(workspaces.tenant(), workspaces.foreign());
        maker.make(vendor, MediaModule.ECOMM, new NewTask(ids.task(), ids.job(), ids.product(), ids.fileType()));
        maker.make(
                vendor,
                MediaModule.EDITORIAL,
                new NewTask(ids.editorialTask(), ids.project(), ids.deliverable(), ids.fileType()));
        maker.make(foreign, MediaModule.ECOMM, NewTask.of(ids.foreignTask(), maker.fileType(foreign)));
    }

    /** Returns the vendor's webhook secret; sets it to {@code given} if it was not set before. */
    public String webhookSecret(Workspaces workspaces, String given) {
        return vendors.secret(new Place(workspaces.tenant(), workspaces.vendor()), given);
    }

    /** Returns the vendor's webhook secret; generates it if it was not set before. */
    public String webhookSecret(Workspaces workspaces) {
        return vendors.secret(new Place(workspaces.tenant(), workspaces.vendor()), null);
    }
}
