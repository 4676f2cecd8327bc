package dev.mandate.engine.state;

import dev.mandate.engine.change.CredentialKind;
import dev.mandate.engine.id.AppId;

/** A credential of an app that is not withdrawn; it may have expired. */
public record Credential(AppId owner, CredentialKind kind, Term term) {}
