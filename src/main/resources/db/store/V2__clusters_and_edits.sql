-- Saved clusters and what was changed in them, in words that H2 and PostgreSQL share.
-- Version 1 was an H2 file without edits; such a file is read once and written anew in this form.

create table clusters (
  id           varchar(32)                 primary key,
  name         varchar(200)                not null,
  content_type varchar(8192)               not null,
  size_bytes   bigint                      not null,
  blanked      text                        not null,
  created      timestamp(6) with time zone not null,
  updated      timestamp(6) with time zone not null,
  version      bigint                      not null,
  head_seq     bigint                      not null,
  tip_seq      bigint                      not null,
  last_seq     bigint                      not null,
  edit_rows    bigint                      not null,
  edit_bytes   bigint                      not null
);

-- Apart from their cluster, so that a change of its row does not write the text again.
create table cluster_documents (
  cluster_id varchar(32) primary key,
  documents  text        not null,
  digest     varchar(64) not null,
  foreign key (cluster_id) references clusters (id)
);

-- One row for each edit ever made; rows are added, never changed.
create table edits (
  cluster_id varchar(32)                 not null,
  seq        bigint                      not null,
  parent_seq bigint                      not null,
  moment     timestamp(6) with time zone not null,
  kind       varchar(40)                 not null,
  payload    text                        not null,
  digest     varchar(64)                 not null,
  primary key (cluster_id, seq),
  foreign key (cluster_id) references clusters (id)
);

-- One row that everything saved is counted in, so that limits hold with many writers.
create table store_totals (
  id       smallint primary key,
  clusters bigint   not null,
  bytes    bigint   not null
);

insert into store_totals (id, clusters, bytes) values (1, 0, 0);
