-- What gateways prove themselves with. A row is void unless the platform's log has its gateway; rows never change.
create table gateway_key (
    gateway text        primary key,
    digest  bytea       not null unique check (octet_length(digest) = 32),
    created timestamptz not null default now()
);
