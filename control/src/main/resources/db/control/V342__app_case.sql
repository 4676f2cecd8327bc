-- ids that differ in case alone are found by it
create index app_case on app (lower(app));
