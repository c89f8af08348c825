package dev.podlane.store;

import dev.podlane.store.Medium.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps what happens in rooms. When a method returns, its change survives the death of the process.
 * One process at a time has a room.
 */
@Repository
public class RoomStore {
  private final Medium medium;
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;

  /** A store over a database. */
  public RoomStore(Medium medium, JdbcClient jdbc, PlatformTransactionManager transactions) {
    this.medium = medium;
    this.jdbc = jdbc;
    this.transactions = new TransactionTemplate(transactions);
  }

  /**
   * A line of a room's log.
   *
   * @param seq its number, above all others of the room
   */
  public record Line(String code, long seq, String text) {}

  /** Saves a room under a code that no other has. */
  public void add(SavedRoom room) {
    change(
        room.lines().stream().mapToLong(String::length).sum(),
        false,
        () -> {
          jdbc.sql(
                  "insert into rooms (code, key_digest, address, begun, ends)"
                      + " values (?, ?, ?, ?, ?)")
              .params(room.code(), room.keyDigest(), room.address())
              .params(Times.utc(room.begun()), Times.utc(room.ends()))
              .update();
          insert(numbered(room.code(), room.lines(), room.seq()));
        });
  }

  /** Adds lines, those of several rooms at once. */
  public void append(List<Line> lines) {
    long bytes = lines.stream().mapToLong(line -> line.text().length()).sum();
    change(bytes, false, () -> insert(lines));
  }

  /**
   * Replaces the log of a room by another one that tells the same.
   *
   * @param seq number of its last line
   */
  public void shorten(String code, List<String> lines, long seq) {
    change(
        lines.stream().mapToLong(String::length).sum(),
        true,
        () -> {
          jdbc.sql("delete from room_events where code = ?").param(code).update();
          insert(numbered(code, lines, seq));
        });
  }

  /** Forgets a room and its log. */
  public void remove(String code) {
    change(
        0,
        true,
        () -> {
          jdbc.sql("delete from room_events where code = ?").param(code).update();
          jdbc.sql("delete from rooms where code = ?").param(code).update();
        });
  }

  /** All rooms, those that have ended too. */
  public List<SavedRoom> all() {
    return medium.read(
        () ->
            jdbc
                .sql(
                    "select code, key_digest, address, begun, ends from rooms order by begun, code")
                .query(
                    (row, index) ->
                        new SavedRoom(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            Times.instant(row, 4),
                            Times.instant(row, 5),
                            List.of(),
                            0))
                .list()
                .stream()
                .map(this::withLog)
                .toList());
  }

  private SavedRoom withLog(SavedRoom room) {
    long[] last = {0};
    List<String> lines = new ArrayList<>();
    jdbc.sql("select seq, line from room_events where code = ? order by seq")
        .param(room.code())
        .query(
            row -> {
              last[0] = row.getLong(1);
              lines.add(row.getString(2));
            });
    return new SavedRoom(
        room.code(), room.keyDigest(), room.address(), room.begun(), room.ends(), lines, last[0]);
  }

  private static List<Line> numbered(String code, List<String> lines, long last) {
    List<Line> all = new ArrayList<>();
    long seq = last - lines.size();
    for (String text : lines) {
      all.add(new Line(code, ++seq, text));
    }
    return all;
  }

  private void insert(List<Line> lines) {
    for (Line line : lines) {
      jdbc.sql("insert into room_events (code, seq, line) values (?, ?, ?)")
          .params(line.code(), line.seq(), line.text())
          .update();
    }
  }

  private void change(long bytes, boolean erases, Runnable work) {
    medium.change(
        new Change(bytes, erases),
        () -> {
          transactions.executeWithoutResult(status -> work.run());
          return true;
        },
        done -> Optional.empty());
  }
}
