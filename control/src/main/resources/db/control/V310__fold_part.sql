-- Folds are derived from the log, so those of the older shape are let go and made again.
drop table fold;

create table fold (
    stream   text   primary key references stream,
    revision bigint not null,
    hash     bytea  not null
);

-- In parts, as one value holds at most a gigabyte.
create table fold_part (
    stream  text  not null references fold on delete cascade,
    half    text  not null,
    part    int   not null,
    content bytea not null,
    primary key (stream, half, part)
);

-- Compressed already.
alter table fold_part alter column content set storage external;
