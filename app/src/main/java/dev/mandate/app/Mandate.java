package dev.mandate.app;

import dev.mandate.app.demo.DemoCommand;
import dev.mandate.app.file.Failure;
import dev.mandate.app.management.ActivateCommand;
import dev.mandate.app.management.GatewaysCommand;
import dev.mandate.app.management.ImportCommand;
import dev.mandate.app.management.KeysCommand;
import dev.mandate.app.management.LogCommand;
import dev.mandate.app.management.PrecedenceCommand;
import dev.mandate.app.management.TenantCommand;
import dev.mandate.app.plane.ControlCommand;
import dev.mandate.app.plane.GatewayCommand;
import dev.mandate.app.question.ExplainCommand;
import dev.mandate.app.question.ImpactCommand;
import dev.mandate.app.question.WhatCanCommand;
import dev.mandate.app.question.WhereCommand;
import dev.mandate.app.question.WhoCanCommand;
import dev.mandate.app.up.RecoverCommand;
import dev.mandate.app.up.TrainCommand;
import dev.mandate.app.up.UpCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point: every subcommand ends with 0, or with 1 and one line that says why; an import refused for what it would take ends with 3. */
@Command(
        name = "mandate",
        description = "The authorization layer for partner APIs.",
        subcommands = {
            UpCommand.class,
            ControlCommand.class,
            GatewayCommand.class,
            DemoCommand.class,
            ImportCommand.class,
            ActivateCommand.class,
            PrecedenceCommand.class,
            LogCommand.class,
            GatewaysCommand.class,
            KeysCommand.class,
            TenantCommand.class,
            RecoverCommand.class,
            ExplainCommand.class,
            WhoCanCommand.class,
            WhatCanCommand.class,
            WhereCommand.class,
            ImpactCommand.class,
            TrainCommand.class,
            CommandLine.HelpCommand.class
        },
        mixinStandardHelpOptions = true)
public final class Mandate {
    private Mandate() {}

    /** Runs one subcommand. */
    public static void main(String... arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        CommandLine all = new CommandLine(new Mandate());
        sayVersion(all);
        return all.setExecutionExceptionHandler((e, command, parsed) -> failed(e, command))
                .setParameterExceptionHandler((e, wrong) -> {
                    e.getCommandLine().getErr().println("mandate: " + Mistake.line(e));
                    return 1;
                })
                .execute(arguments.length == 0 ? new String[] {"help"} : arguments);
    }

    /** Every verb has the option, so every verb answers it. */
    private static void sayVersion(CommandLine command) {
        command.getCommandSpec().versionProvider(new Build());
        command.getSubcommands().values().forEach(Mandate::sayVersion);
    }

    private static int failed(Exception e, CommandLine command) {
        PrintWriter err = command.getErr();
        err.println("mandate: " + Failure.line(e));
        return 1;
    }
}
