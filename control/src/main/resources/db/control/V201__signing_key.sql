-- Private halves of token signing keys, encrypted under the master key. A row is void unless the platform's log publishes
-- its public half.
create table signing_key (
    kid     text        primary key,
    sealed  bytea       not null,
    created timestamptz not null default now()
);
