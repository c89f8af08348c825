package dev.podlane.web.rooms;

import java.util.List;

/** Something about a room that cannot be done. */
public final class RoomException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final transient List<String> args;

  /** The reasons. */
  public enum Reason {
    /** There is no such room, or it has ended. */
    UNKNOWN,
    /** Too many unknown codes came from this address. */
    TRIES,
    /** Too many rooms were opened from this address. */
    OPENED,
    /** There are as many rooms as there may be. */
    ROOMS,
    /** There are as many clusters of members as there may be. */
    CLUSTERS,
    /** There are as many open connections as there may be. */
    STREAMS,
    /** One person does too much at once. */
    HASTE,
    /** The key of the teacher, or of a member, is missing or wrong. */
    KEY
  }

  /** An exception for this reason, with the arguments of its message. */
  public RoomException(Reason reason, String... args) {
    super(reason + " " + List.of(args));
    this.reason = reason;
    this.args = List.of(args);
  }

  /** The reason. */
  public Reason reason() {
    return reason;
  }

  /** Arguments of the message. */
  public List<String> args() {
    return args;
  }
}
