package dev.podlane.store;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The rows of texts: each in {@link Parts}, numbered from 0. A text never changes. It is written
 * before a cluster refers to it and removed when none does any more, both in transactions of a few
 * megabytes, and read one part at a time: databases hold, some more than once, all that one
 * transaction changes and all that one statement reads.
 */
final class TextRows {
  /** The number of parts written or removed by one transaction. */
  private static final int AT_ONCE = 8;

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Ids ids = new Ids("t-");

  TextRows(JdbcClient jdbc, TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  /** A fresh id for a text. */
  String newId() {
    return ids.next();
  }

  /**
   * Writes a text under a fresh id. If it fails, some parts may be there, to be removed.
   *
   * @param digest of all of it
   */
  void write(String id, String text, String digest, Instant now) {
    transactions.executeWithoutResult(
        status ->
            jdbc.sql("insert into texts (id, digest, begun) values (?, ?, ?)")
                .params(id, digest, Times.utc(now))
                .update());
    Parts.Cut cut = new Parts(text).cut();
    while (cut.hasNext()) {
      transactions.executeWithoutResult(
          status -> {
            for (int i = 0; i < AT_ONCE && cut.hasNext(); i++) {
              jdbc.sql("insert into text_parts (text_id, part, content) values (?, ?, ?)")
                  .params(id, cut.number(), cut.next())
                  .update();
            }
          });
    }
  }

  /** Removes a text that no cluster refers to; nothing happens if it is not there. */
  void remove(String id) {
    List<Integer> numbers = numbers(id);
    for (int from = 0; from < numbers.size(); from += AT_ONCE) {
      List<Integer> some = numbers.subList(from, Math.min(numbers.size(), from + AT_ONCE));
      transactions.executeWithoutResult(
          status ->
              some.forEach(
                  number ->
                      jdbc.sql("delete from text_parts where text_id = ? and part = ?")
                          .params(id, number)
                          .update()));
    }
    transactions.executeWithoutResult(
        status -> jdbc.sql("delete from texts where id = ?").param(id).update());
  }

  /** Texts that no cluster refers to, of those whose writing began before that moment. */
  List<String> unused(Instant before) {
    return jdbc.sql(
            "select t.id from texts t left join clusters c on c.text_id = t.id"
                + " where c.id is null and t.begun < ?")
        .param(Times.utc(before))
        .query(String.class)
        .list();
  }

  /**
   * Hands on the parts of a cluster's text in their order, to be read in a transaction that sees
   * one moment. The first statement is about all tables, as some databases see each table as it is
   * when it is first asked for.
   *
   * @return true if all of them are as they were written, or if there is no such cluster
   */
  boolean read(String cluster, Consumer<String> use) {
    List<Place> places =
        jdbc.sql(
                "select t.id, t.digest, p.part from clusters c join texts t on t.id = c.text_id"
                    + " left join text_parts p on p.text_id = t.id where c.id = ? order by p.part")
            .param(cluster)
            .query(
                (row, index) ->
                    new Place(row.getString(1), row.getString(2), row.getObject(3, Integer.class)))
            .list();
    TextSum sum = new TextSum();
    for (Place place : places) {
      if (place.part != null) {
        String part =
            jdbc.sql("select content from text_parts where text_id = ? and part = ?")
                .params(place.text, place.part)
                .query(String.class)
                .single();
        sum.add(part);
        use.accept(part);
      }
    }
    return places.isEmpty() || places.get(0).digest.equals(sum.digest());
  }

  private record Place(String text, String digest, @Nullable Integer part) {}

  private List<Integer> numbers(String id) {
    return jdbc.sql("select part from text_parts where text_id = ? order by part")
        .param(id)
        .query(Integer.class)
        .list();
  }
}
