package dev.mandate.control.audit;

import dev.mandate.control.api.Body;
import dev.mandate.control.api.Call;
import dev.mandate.control.api.Callers;
import dev.mandate.control.api.Management;
import dev.mandate.control.api.OpenTo;
import dev.mandate.control.api.Reply;
import dev.mandate.control.log.command.CommandState;
import dev.mandate.engine.id.TenantId;
import dev.mandate.protocol.change.ChangeForm;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/log-format}: which changes may be written, for the platform's operators. */
@RestController
final class LogFormatController {
    private final Management management;

    LogFormatController(Management management) {
        this.management = management;
    }

    /** What an operator asks for. */
    record Raise(int format) {}

    /**
     * How it is.
     *
     * @param format in force
     * @param newest that this release writes
     */
    record FormatView(int format, int newest) {
        static FormatView of(CommandState state) {
            return new FormatView(state.view().platform().catalogue().format(), ChangeForm.NEWEST_FORMAT);
        }
    }

    @GetMapping("/api/v1/log-format")
    @OpenTo(Callers.READING_OPERATORS)
    ResponseEntity<byte[]> show(Call call) {
        return management.read(call, TenantId.PLATFORM, (state, manager) -> {
            manager.requireOperator();
            return Reply.ok(FormatView.of(state));
        });
    }

    @PostMapping("/api/v1/log-format")
    @OpenTo(Callers.OPERATORS)
    ResponseEntity<byte[]> raise(Call call, @Body Raise form) {
        return management.write(
                call,
                TenantId.PLATFORM,
                new RaiseLogFormat(form.format()),
                (state, done) -> Reply.ok(FormatView.of(state)));
    }
}
