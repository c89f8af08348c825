-- Saved clusters: the documents a person gave us, already redacted, as text.
create table clusters (
  id           varchar(32)              primary key,
  name         varchar(200)             not null,
  content_type varchar(100)             not null,
  documents    character large object   not null,
  size_bytes   bigint                   not null,
  blanked      varchar(200)             not null,
  created      timestamp(6) with time zone not null,
  updated      timestamp(6) with time zone not null
);
