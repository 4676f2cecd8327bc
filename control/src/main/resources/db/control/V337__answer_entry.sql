-- Whether the request made the entry at `tenant_revision`: its changes are asked for the right before the answer is given again.
alter table idempotency add column appended boolean not null default false;
