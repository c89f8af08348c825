-- Documents in rows of about 1 MB, so that none has to be held whole, and apart from their cluster:
-- a text is written before a cluster has it, and removed when none has it any more, in small steps.
-- Here a text becomes one part; it is cut when it is written again. Podlane's own file is never
-- changed by this script: it is written anew, with every text cut.

create table texts (
  id     varchar(32)                 primary key,
  digest varchar(64)                 not null,
  begun  timestamp(6) with time zone not null
);

create table text_parts (
  text_id varchar(32) not null,
  part    integer     not null,
  content text        not null,
  primary key (text_id, part),
  foreign key (text_id) references texts (id)
);

insert into texts (id, digest, begun)
  select cluster_id, digest, current_timestamp from cluster_documents;

insert into text_parts (text_id, part, content)
  select cluster_id, 0, documents from cluster_documents;

alter table clusters add column text_id varchar(32);

update clusters set text_id =
  (select d.cluster_id from cluster_documents d where d.cluster_id = clusters.id);

alter table clusters alter column text_id set not null;

alter table clusters add foreign key (text_id) references texts (id);

drop table cluster_documents;
