-- How many of the reported decisions were not stored, by the budget of the time: a later budget says nothing of the past.
alter table decision_budget add column dropped bigint not null default 0;

-- The rows that a 404 for an unknown decision reads.
create index decision_budget_dropped on decision_budget (tenant, hour desc) where dropped > 0 and app <> '';
