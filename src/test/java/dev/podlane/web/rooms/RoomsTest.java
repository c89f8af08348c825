package dev.podlane.web.rooms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podlane.classroom.RoomEvent;
import dev.podlane.classroom.Rules;
import dev.podlane.store.NoSpaceException;
import dev.podlane.store.RoomStore;
import dev.podlane.store.setup.ServerMedium;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Rooms outlive the process, end in time, and tell nothing that is not saved. */
class RoomsTest {
  private static final RoomProperties LIMITS =
      new RoomProperties(2, 500, 10, 10, Duration.ofHours(24), 5, 5, "");

  private volatile Instant now = Instant.parse("2026-03-01T09:00:00Z");
  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };
  private final DataSource source = memory();

  private static DataSource memory() {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    Flyway.configure().dataSource(source).locations("classpath:db/store").load().migrate();
    return source;
  }

  private RoomStore store() {
    JdbcClient jdbc = JdbcClient.create(source);
    return new RoomStore(new ServerMedium(jdbc), jdbc, new DataSourceTransactionManager(source));
  }

  private Rooms rooms() {
    return new Rooms(store(), LIMITS, clock);
  }

  private static Rooms.Opened opened(Rooms rooms) {
    return rooms.open("lesson=gateway&page=1", false, "");
  }

  @Test
  void aRoomIsTheSameAfterARestart() {
    Rooms before = rooms();
    Rooms.Opened opened = opened(before);
    String code = opened.room().code();
    Rooms.Joined member = before.join(code);
    before.act(code, room -> Rules.ask(room, new RoomEvent.Asked("gateway", "next", 3, "")));
    before.act(code, room -> Rules.answer(room, member.number(), 1, 2));

    OpenRoom after = rooms().find(code.toLowerCase(Locale.ROOT)).orElseThrow();

    assertThat(after.room()).isEqualTo(before.find(code).orElseThrow().room());
    assertThat(after.seq()).isEqualTo(before.find(code).orElseThrow().seq());
    assertThat(after.isTeacher(opened.key())).isTrue();
    assertThat(after.isTeacher(member.key())).isFalse();
    assertThat(after.member(member.key()).orElseThrow().number()).isEqualTo(1);
    assertThat(after.member(opened.key())).isEmpty();
  }

  @Test
  void keysAreKeptAsDigestsOnly() {
    Rooms rooms = rooms();
    Rooms.Opened opened = opened(rooms);
    String key = rooms.join(opened.room().code()).key();

    String all = store().all().toString();

    assertThat(all).contains("joined\t").doesNotContain(key, opened.key());
  }

  @Test
  void aRoomEndsAfterADayAndIsForgotten() {
    Rooms rooms = rooms();
    List<OpenRoom> ended = new ArrayList<>();
    rooms.hears((room, events) -> {}, ended::add);
    String code = opened(rooms).room().code();

    now = now.plus(Duration.ofHours(24)).minusMillis(1);
    assertThat(rooms.find(code)).isPresent();
    now = now.plusMillis(1);
    assertThat(rooms.find(code)).isEmpty();
    assertThatThrownBy(() -> rooms.act(code, room -> Rules.pause(room, true)))
        .isInstanceOf(RoomException.class);
    rooms.endOld();

    assertThat(store().all()).isEmpty();
    assertThat(ended).hasSize(1);
  }

  @Test
  void onlySoManyRooms() {
    Rooms rooms = rooms();
    opened(rooms);
    String second = opened(rooms).room().code();
    assertThatThrownBy(() -> opened(rooms)).isInstanceOf(RoomException.class);

    rooms.close(second);

    assertThat(opened(rooms).room().code()).isNotEqualTo(second);
  }

  @Test
  void aWholeClassAtOnceLosesNothing() {
    Rooms rooms = rooms();
    String code = opened(rooms).room().code();
    List<CompletableFuture<Integer>> all =
        IntStream.range(0, 200)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> rooms.join(code).number()))
            .toList();

    assertThat(all.stream().map(CompletableFuture::join))
        .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(1, 200).boxed().toList());
    assertThat(rooms().find(code).orElseThrow().room().members()).hasSize(200);
  }

  @Test
  void aLogIsShortenedAndTellsTheSame() {
    Rooms rooms = rooms();
    String code = opened(rooms).room().code();
    for (int i = 0; i < 2_500; i++) {
      boolean on = i % 2 == 0;
      rooms.act(code, room -> Rules.pause(room, on));
    }

    assertThat(store().all().get(0).lines()).hasSizeLessThan(1_000);
    OpenRoom after = rooms().find(code).orElseThrow();
    assertThat(after.room()).isEqualTo(rooms.find(code).orElseThrow().room());
    assertThat(after.seq()).isEqualTo(2_502);
  }

  @Test
  void whatCouldNotBeSavedDidNotHappen() {
    RoomStore full =
        new RoomStore(
            new ServerMedium(JdbcClient.create(source)),
            JdbcClient.create(source),
            new DataSourceTransactionManager(source)) {
          @Override
          public void append(List<Line> lines) {
            throw new NoSpaceException();
          }
        };
    Rooms rooms = new Rooms(full, LIMITS, clock);
    List<Long> told = new ArrayList<>();
    rooms.hears((room, events) -> told.add(room.seq()), room -> {});
    String code = opened(rooms).room().code();

    assertThatThrownBy(() -> rooms.join(code)).isInstanceOf(NoSpaceException.class);

    assertThat(rooms.find(code).orElseThrow().room().members()).isEmpty();
    assertThat(told).isEmpty();
  }
}
