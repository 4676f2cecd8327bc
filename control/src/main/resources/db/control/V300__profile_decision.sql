-- Personal data of users: erasable, never in the log.
create table profile (
    tenant  text not null,
    user_id text not null,
    name    text,
    email   text,
    primary key (tenant, user_id)
);

-- What enforcement points reported of their decisions, kept for a while.
create table decision (
    id     text        primary key,
    tenant text,
    at     timestamptz not null,
    record bytea       not null
);

create index decision_at on decision (at);
