-- What the kept answer describes: `subject` is the id of a thing of this kind. After the removal of a user, rows about it hold hashes alone.
alter table idempotency add column subject_kind text not null default 'USER';
