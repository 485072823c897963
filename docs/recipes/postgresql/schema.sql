-- The tables of usmca's runs, as `usmca check --tables` writes them.
\set ON_ERROR_STOP on
begin;
create schema if not exists usmca;

create table if not exists usmca.run (
    run bigint generated always as identity primary key,
    digest text not null unique,            -- SHA-256 of summary and tables
    loaded timestamptz not null default now(),
    day date not null,
    program text not null,
    rule_book text not null,
    summary jsonb not null
);

create table if not exists usmca.good (
    run bigint not null references usmca.run on delete cascade,
    good_id text not null,
    hs text, date date,
    status text not null check (status in ('originating', 'non-originating', 'undetermined', 'rejected')),
    criterion text, claimed text, rule text, alternative text, cite text,
    rvc_tv_percent numeric, rvc_tv_required numeric, rvc_nc_percent numeric, rvc_nc_required numeric,
    method text, margin numeric, value_base numeric, vnm numeric, currency text,
    pile text, valid_until date, duty_amount numeric,
    minimum_price numeric, minimum_net_cost numeric,
    own jsonb not null default '{}',        -- columns that came with the good
    primary key (run, good_id)
);

create table if not exists usmca.material (
    run bigint not null references usmca.run on delete cascade,
    good_id text not null, line text, material_id text, description text, hs text, role text, origin text, country text,
    supplier text, document text, value numeric, non_originating_value numeric, change text, currency text
);
create index if not exists material_of_good on usmca.material (run, good_id);
create index if not exists material_by_id on usmca.material (material_id);

create table if not exists usmca.finding (
    run bigint not null references usmca.run on delete cascade,
    good_id text not null, code text not null, severity text not null, line text, message text, cite text
);
create index if not exists finding_of_good on usmca.finding (run, good_id);

create table if not exists usmca.document (
    run bigint not null references usmca.run on delete cascade,
    good_id text not null, document_id text, kind text, supplier text, material_id text, line text, state text, valid_to date, path text
);
create index if not exists document_of_good on usmca.document (run, good_id);

create or replace view usmca.last as select max(run) as run from usmca.run;

create or replace view usmca.changed as
with numbers as (select run, row_number() over (order by run desc) as back from usmca.run),
     after as (select good.* from usmca.good join numbers using (run) where back = 1),
     before as (select good.* from usmca.good join numbers using (run) where back = 2),
     pairs as (
         select coalesce(after.good_id, before.good_id) as good_id,
                case when before.good_id is null then 'new'
                     when after.good_id is null then 'gone'
                     when before.status = 'originating' and after.status <> 'originating' then 'lost'
                     when before.status <> 'originating' and after.status = 'originating' then 'won'
                     when before.status <> after.status or before.criterion is distinct from after.criterion then 'status'
                     when before.pile is distinct from after.pile then 'pile'
                     when before.margin is distinct from after.margin then 'margin' end as what,
                before.status as status_before, after.status as status_after, before.criterion as criterion_before, after.criterion as criterion_after,
                before.pile as pile_before, after.pile as pile_after, before.margin as margin_before, after.margin as margin_after, after.duty_amount
         from before full join after using (good_id)
         where exists (select from numbers where back = 2))
select * from pairs where what is not null
order by array_position(array['lost', 'gone', 'status', 'pile', 'margin', 'won', 'new'], what), good_id;
commit;
