package dev.mandate.engine.state;

import dev.mandate.engine.change.CredentialKind;
import dev.mandate.engine.id.AppId;

/** A live credential of an app; a withdrawn one is absent. */
public record Credential(AppId owner, CredentialKind kind, Term term) {}
