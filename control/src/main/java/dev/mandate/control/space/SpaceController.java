package dev.mandate.control.space;

import dev.mandate.control.api.Body;
import dev.mandate.control.api.Call;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.Page;
import dev.mandate.control.api.Reply;
import dev.mandate.control.api.command.Ids;
import dev.mandate.control.api.command.Names;
import dev.mandate.control.api.command.Text;
import dev.mandate.control.directory.Listing;
import dev.mandate.control.directory.Thing;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.control.space.SpaceCommand.CreateSpace;
import dev.mandate.control.space.SpaceCommand.RemoveSpace;
import dev.mandate.control.space.SpaceCommand.RenameSpace;
import dev.mandate.engine.catalogue.SpaceKind;
import dev.mandate.engine.id.SpaceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/spaces}: an id is unique within its kind, so every single space is named with its kind. */
@RestController
final class SpaceController {
    private final Management management;

    SpaceController(Management management) {
        this.management = management;
    }

    record NewSpace(
            @Nullable String id,
            @Nullable String kind,
            @Nullable String name) {}

    record Rename(@Nullable String name) {}

    record SpaceView(String id, String kind, String name, Instant created, Instant changed) {}

    @PostMapping("/api/v1/spaces")
    ResponseEntity<byte[]> create(Call call, @Body NewSpace form) {
        SpaceKind kind = Kinds.read("kind", form.kind());
        SpaceId space = Ids.suppliedOr("id", form.id(), SpaceId::new);
        String name = Text.name("name", form.name());
        Thing thing = Kinds.thing(kind, space.value());
        return management.write(
                call,
                new CreateSpace(kind, space, name),
                (state, done) -> Reply.created(
                        view(state, thing), thing, "/api/v1/spaces/" + space + "?kind=" + Kinds.written(kind)));
    }

    @GetMapping("/api/v1/spaces")
    ResponseEntity<byte[]> list(
            Call call,
            @RequestParam(defaultValue = "workspace") String kind,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        SpaceKind of = Kinds.read("kind", kind);
        Page.Ask ask = Page.Ask.of(limit, cursor);
        Thing.Kind listed = Kinds.thing(of, "").kind();
        return management.read(
                call,
                state -> Reply.ok(Page.of(state.directory(), listed, ask, id -> view(state, new Thing(listed, id)))));
    }

    @GetMapping("/api/v1/spaces/{space}")
    ResponseEntity<byte[]> show(
            Call call, @PathVariable String space, @RequestParam(defaultValue = "workspace") String kind) {
        Thing thing = Kinds.thing(Kinds.read("kind", kind), space);
        return management.read(call, state -> Reply.ok(view(state, thing), thing));
    }

    @PatchMapping("/api/v1/spaces/{space}")
    ResponseEntity<byte[]> rename(
            Call call,
            @PathVariable String space,
            @RequestParam(defaultValue = "workspace") String kind,
            @Body Rename form) {
        SpaceKind of = Kinds.read("kind", kind);
        Thing thing = Kinds.thing(of, space);
        String name = Text.name("name", form.name());
        return management.write(
                call,
                new RenameSpace(of, Ids.named("space", space, SpaceId::new), name),
                (state, done) -> Reply.ok(view(state, thing), thing));
    }

    @DeleteMapping("/api/v1/spaces/{space}")
    ResponseEntity<byte[]> remove(
            Call call, @PathVariable String space, @RequestParam(defaultValue = "workspace") String kind) {
        SpaceKind of = Kinds.read("kind", kind);
        return management.write(
                call, new RemoveSpace(of, Ids.named("space", space, SpaceId::new)), (state, done) -> Reply.gone());
    }

    private static SpaceView view(CommandState state, Thing thing) {
        Listing listing = Names.requireThere(state.directory(), thing, "space");
        return new SpaceView(
                thing.id(), Kinds.written(thing.kind()), listing.name(), listing.created(), listing.changed());
    }
}
