package dev.mandate.app.management;

import picocli.CommandLine.Command;

/** {@code mandate tenant}: the platform's customers. */
@Command(
        name = "tenant",
        description = "Manages tenants.",
        subcommands = {TenantRecoverCommand.class},
        mixinStandardHelpOptions = true)
public final class TenantCommand {}
