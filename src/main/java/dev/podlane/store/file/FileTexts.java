package dev.podlane.store.file;

import dev.podlane.store.Parts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Texts in a file, read and written one part at a time. */
final class FileTexts {
  private FileTexts() {}

  /** Uses a part. */
  interface Use {
    /** Does it. */
    void with(String part) throws SQLException;
  }

  /** Hands on all parts of a text, in their order. */
  static void each(Connection from, String id, Use use) throws SQLException {
    List<Integer> numbers =
        JdbcRows.read(
            from,
            "select part from text_parts where text_id = ? order by part",
            row -> row.getInt(1),
            id);
    for (int number : numbers) {
      List<String> one =
          JdbcRows.read(
              from,
              "select content from text_parts where text_id = ? and part = ?",
              row -> text(row, 1),
              id,
              number);
      for (String part : one) {
        use.with(part);
      }
    }
  }

  /** A column that is never null in a file that is whole. */
  static String text(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    if (text == null) {
      throw new SQLException("a text is missing");
    }
    return text;
  }

  /** Writes a text, cut into parts. */
  static void write(Connection to, String id, String text) throws SQLException {
    Parts.Cut cut = new Parts(text).cut();
    while (cut.hasNext()) {
      write(to, id, cut.number(), cut.next());
    }
  }

  /** Begins a text whose parts are written next. */
  static void begin(Connection to, String id, String digest, Object begun) throws SQLException {
    JdbcRows.write(to, "insert into texts (id, digest, begun) values (?, ?, ?)", id, digest, begun);
  }

  /** Writes one part. */
  static void write(Connection to, String id, int number, String part) throws SQLException {
    JdbcRows.write(
        to, "insert into text_parts (text_id, part, content) values (?, ?, ?)", id, number, part);
  }
}
