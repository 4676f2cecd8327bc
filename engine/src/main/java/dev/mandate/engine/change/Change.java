package dev.mandate.engine.change;

/**
 * One fact of the log. Changes hold ids and settings, never personal data or secrets. The fold defines what a change
 * means; the command's rules decide whether it may be written.
 *
 * <p>INVARIANT: a released record of this hierarchy never changes its meaning; a new meaning is a new type or version.
 */
public sealed interface Change
        permits AppChange,
                BindingChange,
                CatalogueChange,
                CredentialChange,
                GroupChange,
                LogChange,
                MembershipChange,
                RoleChange,
                SpaceChange,
                TenantChange,
                UserChange {}
