package dev.podlane.web.rooms;

/** Puts rooms into the words of the REST interface. */
@FunctionalInterface
public interface RoomText {
  /**
   * The state of a room, as far as everybody in it may know, as JSON in one line.
   *
   * @param here number of members whose connection is open
   * @param following number of those who follow
   */
  byte[] json(OpenRoom room, int here, int following);
}
