package dev.mandate.samples.media.operator;

import dev.mandate.client.upstream.Place;
import dev.mandate.samples.media.task.MediaModule;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The fixed rows of a demonstration: a vendor's workspace with one task of each module, and a foreign workspace. */
@Component
public final class Demo {
    private final TaskMaker maker;
    private final Vendors vendors;

    Demo(TaskMaker maker, Vendors vendors) {
        this.maker = maker;
        this.vendors = vendors;
    }

    /** The two workspaces of one tenant. */
    public record Workspaces(String tenant, String vendor, String foreign) {}

    /** The ids that the rows are to have; kept by the caller, so that they are the same at every start. */
    public record Ids(
            UUID task,
            UUID editorialTask,
            UUID job,
            UUID product,
            UUID project,
            UUID deliverable,
            UUID fileType,
            UUID foreignTask) {
        /** Fresh ones. */
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

    /** Creates what is not there yet. */
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

    /** The vendor's webhook secret: the given one if none was set before, else the one that was. */
    public String webhookSecret(Workspaces workspaces, String given) {
        return vendors.secret(new Place(workspaces.tenant(), workspaces.vendor()), given);
    }

    /** The vendor's webhook secret, generated if none was set before. */
    public String webhookSecret(Workspaces workspaces) {
        return vendors.secret(new Place(workspaces.tenant(), workspaces.vendor()), null);
    }
}
