package dev.mandate.app.management;

import picocli.CommandLine.Command;

/** {@code mandate log}: the audit trail. */
@Command(
        name = "log",
        description = "Reads and verifies the log.",
        subcommands = {LogVerifyCommand.class, LogListCommand.class, LogEraseCommand.class, LogFormatCommand.class},
        mixinStandardHelpOptions = true)
public final class LogCommand {}
