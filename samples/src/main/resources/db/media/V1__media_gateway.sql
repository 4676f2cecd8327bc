-- Every row names its tenant and workspace: nothing is reached by an id alone.

create table workspace (
    tenant text not null,
    id     text not null,
    primary key (tenant, id)
);

create table vendor (
    tenant         text not null,
    workspace_id   text not null,
    webhook_url    text,
    webhook_secret text not null,
    primary key (tenant, workspace_id),
    foreign key (tenant, workspace_id) references workspace
);

create table file_type (
    id           uuid primary key,
    tenant       text not null,
    workspace_id text not null,
    name         text not null,
    extensions   text not null,
    foreign key (tenant, workspace_id) references workspace
);

create table job (
    id           uuid primary key,
    tenant       text not null,
    workspace_id text not null,
    name         text not null,
    state        text not null check (state in ('OPEN', 'IN_POST', 'DONE')),
    foreign key (tenant, workspace_id) references workspace
);

create table product (
    id           uuid primary key,
    tenant       text not null,
    workspace_id text not null,
    job_id       uuid not null references job,
    name         text not null,
    foreign key (tenant, workspace_id) references workspace
);

create table project (
    id           uuid primary key,
    tenant       text not null,
    workspace_id text not null,
    name         text not null,
    state        text not null check (state in ('OPEN', 'IN_POST', 'DONE')),
    foreign key (tenant, workspace_id) references workspace
);

create table deliverable (
    id           uuid primary key,
    tenant       text not null,
    workspace_id text not null,
    project_id   uuid not null references project,
    name         text not null,
    foreign key (tenant, workspace_id) references workspace
);

create table task (
    id             uuid primary key,
    tenant         text        not null,
    workspace_id   text        not null,
    module         text        not null check (module in ('ECOMM', 'EDITORIAL')),
    state          text        not null check (state in ('READY', 'STARTED', 'SUBMITTED')),
    file_type_id   uuid        not null references file_type,
    job_id         uuid references job,
    product_id     uuid references product,
    project_id     uuid references project,
    deliverable_id uuid references deliverable,
    created_at     timestamptz not null,
    started_at     timestamptz,
    submitted_at   timestamptz,
    foreign key (tenant, workspace_id) references workspace,
    check (case module
               when 'ECOMM' then job_id is not null and product_id is not null
               else project_id is not null and deliverable_id is not null end)
);
create index task_of_workspace on task (tenant, workspace_id, module);
create index task_of_job on task (job_id);
create index task_of_project on task (project_id);
create view ecomm_task as select * from task where module = 'ECOMM';
create view editorial_task as select * from task where module = 'EDITORIAL';

create table file (
    id           uuid primary key,
    tenant       text   not null,
    workspace_id text   not null,
    file_type_id uuid   not null references file_type,
    name         text   not null,
    length       bigint not null,
    md5          text   not null,
    foreign key (tenant, workspace_id) references workspace
);

create table asset (
    id           uuid primary key,
    tenant       text not null,
    workspace_id text not null,
    task_id      uuid not null references task,
    file_id      uuid not null references file,
    name         text not null,
    role         text not null check (role in ('SOURCE', 'RESULT')),
    foreign key (tenant, workspace_id) references workspace
);
create index asset_of_task on asset (task_id);

create table spec (
    id           uuid primary key,
    tenant       text not null,
    workspace_id text not null,
    task_id      uuid not null references task,
    module       text not null check (module in ('ECOMM', 'EDITORIAL')),
    name         text not null,
    instructions text not null,
    foreign key (tenant, workspace_id) references workspace
);
create index spec_of_task on spec (task_id);
create view ecomm_spec as select * from spec where module = 'ECOMM';
create view editorial_spec as select * from spec where module = 'EDITORIAL';

-- An upload becomes a file and an asset, under these same ids, when a task is submitted with it.
create table upload (
    temp_file_id  uuid primary key,
    temp_asset_id uuid   not null unique,
    tenant        text   not null,
    workspace_id  text   not null,
    file_type_id  uuid   not null references file_type,
    file_name     text   not null,
    file_length   bigint not null,
    file_md5      text   not null,
    stored_at     timestamptz,
    task_id       uuid references task,
    foreign key (tenant, workspace_id) references workspace
);
create index upload_of_task on upload (task_id);
