-- Whose name and e-mail address the kept answer may hold: such rows go with the person.
alter table idempotency add column subject text;
create index idempotency_by_subject on idempotency (stream, subject) where subject is not null;
