package dev.podlane.store.file;

import java.sql.Connection;
import java.sql.SQLException;

/** Copies the rooms of classes from a file into another one of today's version. */
final class RoomCopy {
  private RoomCopy() {}

  /**
   * Copies all rooms in one transaction; none from a file of a version without them.
   *
   * @throws SQLException if they cannot be read; none is in the copy then
   */
  static void all(Connection from, Connection to) throws SQLException {
    if (Schema.version(from) < Schema.ROOMS) {
      return;
    }
    to.setAutoCommit(false);
    try {
      JdbcRows.copy(from, "select * from rooms", to, "rooms");
      JdbcRows.copy(from, "select * from room_events order by code, seq", to, "room_events");
      to.commit();
    } finally {
      to.rollback();
      to.setAutoCommit(true);
    }
  }
}
