-- One row per stream: what an append is conditional on.
create table stream (
    id       text primary key,
    revision bigint not null,
    hash     bytea  not null
);

-- The log itself. Rows are only ever added; a note may be erased.
create table entry (
    stream            text        not null references stream,
    revision          bigint      not null,
    at                timestamptz not null,
    platform_revision bigint      not null,
    changes           bytea       not null,
    note              bytea,
    note_hash         bytea       not null,
    hash              bytea       not null,
    tx                xid8        not null default pg_current_xact_id(),
    primary key (stream, revision)
);

create index entry_by_transaction on entry (tx);

-- What was answered, so that asking twice does it once.
create table idempotency (
    stream         text        not null,
    actor          text        not null,
    key            text        not null,
    request_digest bytea       not null,
    status         int         not null,
    headers        bytea       not null,
    body           bytea       not null,
    tenant_revision   bigint   not null,
    platform_revision bigint   not null,
    at             timestamptz not null default now(),
    primary key (stream, actor, key)
);

create index idempotency_by_age on idempotency (at);

-- Folds as of some revision, to start from; derived from the log and rebuilt at will.
create table fold (
    stream            text   primary key references stream,
    revision          bigint not null,
    hash              bytea  not null,
    snapshot          bytea  not null,
    directory         bytea  not null
);
