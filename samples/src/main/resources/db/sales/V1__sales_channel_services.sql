-- Every row names its tenant and sales channel: nothing is reached by an id alone. What belongs to a trader or a facility
-- refers to it together with its place, so no row can belong to something of another channel.

create table proposal (
    id               uuid primary key,
    tenant           text        not null,
    sales_channel_id text        not null,
    name             text        not null,
    state            text        not null check (state in ('OPEN', 'ACCEPTED', 'REJECTED')),
    trader_id        uuid unique,
    created_at       timestamptz not null,
    settled_at       timestamptz,
    unique (id, tenant, sales_channel_id),
    check ((state = 'ACCEPTED') = (trader_id is not null)),
    check ((state = 'OPEN') = (settled_at is null))
);
create index proposal_of_channel on proposal (tenant, sales_channel_id, created_at, id);

create table trader (
    id               uuid primary key,
    tenant           text        not null,
    sales_channel_id text        not null,
    name             text        not null,
    reference        text,
    proposal_id      uuid unique,
    created_at       timestamptz not null,
    updated_at       timestamptz not null,
    unique (id, tenant, sales_channel_id),
    foreign key (proposal_id, tenant, sales_channel_id) references proposal (id, tenant, sales_channel_id)
);
create index trader_of_channel on trader (tenant, sales_channel_id, created_at, id);

create table supplier (
    id               uuid primary key,
    tenant           text not null,
    sales_channel_id text not null,
    name             text not null,
    country          text not null,
    unique (id, tenant, sales_channel_id)
);
create index supplier_of_channel on supplier (tenant, sales_channel_id, id);

create table production_facility (
    id               uuid primary key,
    tenant           text not null,
    sales_channel_id text not null,
    supplier_id      uuid not null,
    name             text not null,
    method           text not null,
    country          text not null,
    unique (id, tenant, sales_channel_id),
    foreign key (supplier_id, tenant, sales_channel_id) references supplier (id, tenant, sales_channel_id)
);
create index production_facility_of_channel on production_facility (tenant, sales_channel_id, id);

-- An order of a trader about its assets; PENDING until it is settled.
create table task (
    id               uuid primary key,
    tenant           text        not null,
    sales_channel_id text        not null,
    trader_id        uuid        not null,
    kind             text        not null check (kind in ('TRADE', 'RETIRE', 'OFFRAMP')),
    state            text        not null check (state in ('PENDING', 'DONE', 'REFUSED', 'FAILED')),
    -- the ranges as the answers show them, in JSON
    assets           text        not null,
    certificates     bigint      not null check (certificates > 0),
    buyer_id         uuid,
    currency         text check (currency in ('EUR', 'USD')),
    total            numeric,
    beneficiary      text,
    reason           text,
    created_at       timestamptz not null,
    settled_at       timestamptz,
    foreign key (trader_id, tenant, sales_channel_id) references trader (id, tenant, sales_channel_id),
    foreign key (buyer_id, tenant, sales_channel_id) references trader (id, tenant, sales_channel_id),
    check ((kind = 'TRADE') = (buyer_id is not null)),
    check ((kind = 'TRADE') = (currency is not null)),
    check ((kind = 'TRADE') = (total is not null)),
    check (state <> 'REFUSED' or kind = 'TRADE'),
    check ((state = 'PENDING') = (settled_at is null)),
    check ((state = 'FAILED') = (reason is not null))
);
create index task_pending on task (created_at, id) where state = 'PENDING';

-- Ranges of certificates, which are numbered from 1 in each channel. A range that a pending task is about is a row of its
-- own that names the task.
create table asset (
    id                     bigint generated always as identity primary key,
    tenant                 text   not null,
    sales_channel_id       text   not null,
    trader_id              uuid   not null,
    production_facility_id uuid   not null,
    first                  bigint not null check (first >= 1),
    last                   bigint not null,
    task_id                uuid references task,
    check (first <= last),
    unique (tenant, sales_channel_id, first),
    foreign key (trader_id, tenant, sales_channel_id) references trader (id, tenant, sales_channel_id),
    foreign key (production_facility_id, tenant, sales_channel_id)
        references production_facility (id, tenant, sales_channel_id)
);
create index asset_of_trader on asset (trader_id, first);
create index asset_of_task on asset (task_id) where task_id is not null;

create table numbering (
    tenant           text   not null,
    sales_channel_id text   not null,
    next             bigint not null,
    primary key (tenant, sales_channel_id)
);

-- What a trader's inventory shows: neighbouring rows of one facility and state as one range, whatever cut them apart.
create view inventory as
select tenant, sales_channel_id, trader_id, production_facility_id, state, min(first) as first, max(last) as last
from (select tenant,
             sales_channel_id,
             trader_id,
             production_facility_id,
             state,
             first,
             last,
             last - sum(last - first + 1)
                 over (partition by tenant, sales_channel_id, trader_id, production_facility_id, state order by first)
                 as island
      from (select *, case when task_id is null then 'AVAILABLE' else 'RESERVED' end as state from asset) stated) placed
group by tenant, sales_channel_id, trader_id, production_facility_id, state, island;

create table transaction (
    id               uuid primary key,
    tenant           text        not null,
    sales_channel_id text        not null,
    kind             text        not null check (kind in ('TRADE', 'RETIRE', 'OFFRAMP')),
    -- unique: a task takes effect once
    task_id          uuid        not null unique references task,
    trader_id        uuid        not null references trader,
    buyer_id         uuid references trader,
    assets           text        not null,
    certificates     bigint      not null,
    currency         text,
    total            numeric,
    created_at       timestamptz not null
);
create index transaction_of_channel on transaction (tenant, sales_channel_id, created_at, id);

-- The order stands apart from the id: a number counted over all channels would say how much happens in the others.
create table event (
    position         bigint generated always as identity primary key,
    id               uuid        not null default gen_random_uuid() unique,
    tenant           text        not null,
    sales_channel_id text        not null,
    kind             text        not null,
    resource_id      uuid        not null,
    created_at       timestamptz not null
);
create index event_of_channel on event (tenant, sales_channel_id, position);

-- The answers to calls that came with an idempotency key, as they were given.
create table answer (
    tenant    text        not null,
    client_id text        not null,
    user_id   text        not null,
    key       text        not null,
    digest    text        not null,
    location  text        not null,
    body      text        not null,
    made_at   timestamptz not null,
    primary key (tenant, client_id, user_id, key)
);
create index answer_by_age on answer (made_at);
