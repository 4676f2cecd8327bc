-- How many decisions were reported in an hour, of each app and of callers without one: over a bound they are only counted.
create table decision_budget (
    tenant   text        not null,
    app      text        not null,
    hour     timestamptz not null,
    reported bigint      not null,
    primary key (tenant, app, hour)
);

create index decision_budget_hour on decision_budget (hour);
