-- Rooms of classes: what happened in each, in order. Of the keys of teacher and members only digests
-- are kept, and of the members nothing but numbers. The address is the one under which others reach the
-- server, empty if nobody does. A room and its rows go when it ends.

create table rooms (
  code       varchar(16)                 primary key,
  key_digest varchar(64)                 not null,
  address    varchar(300)                not null,
  begun      timestamp(6) with time zone not null,
  ends       timestamp(6) with time zone not null
);

create table room_events (
  code varchar(16)   not null,
  seq  bigint        not null,
  line varchar(4000) not null,
  primary key (code, seq),
  foreign key (code) references rooms (code)
);
