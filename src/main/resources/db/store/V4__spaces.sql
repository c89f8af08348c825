-- Whose a cluster is, where Podlane serves many people: the hash of the key of its space, null where
-- it was made without one; the hash of the token of its editable link, null where there is none; when
-- it was last opened; and whether its name may be told where its link is posted.

alter table clusters add column space_hash varchar(64);

alter table clusters add column edit_hash varchar(64);

alter table clusters add column seen timestamp(6) with time zone;

alter table clusters add column named boolean default false not null;

create index clusters_by_space on clusters (space_hash);
