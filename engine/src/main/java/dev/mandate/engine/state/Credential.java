package dev.mandate.engine.state;

import dev.mandate.engine.app.CredentialKind;
import dev.mandate.engine.id.AppId;
import dev.mandate.engine.right.Term;

/** A credential of an app that is not withdrawn; it may have expired. */
public record Credential(AppId owner, CredentialKind kind, Term term) {}
