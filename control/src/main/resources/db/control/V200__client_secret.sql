-- What apps prove themselves with. A row is void unless its credential is live in the tenant's log; rows never change.
create table client_secret (
    credential text        primary key,
    digest     bytea       not null unique check (octet_length(digest) = 32),
    tenant     text        not null,
    app        text        not null,
    -- of the entry that added the credential: a node that has not come so far waits for it
    revision   bigint      not null check (revision > 0),
    created    timestamptz not null default now()
);

-- App ids are OAuth client ids: unique in the installation, and none is ever used again.
create table app (
    app     text        primary key,
    tenant  text        not null,
    created timestamptz not null default now()
);
