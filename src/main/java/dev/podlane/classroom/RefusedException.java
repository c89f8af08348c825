package dev.podlane.classroom;

import java.util.List;

/** Something that a room does not allow now; nothing happened. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final transient List<String> args;

  RefusedException(String code, String... args) {
    super(code + " " + List.of(args));
    this.code = code;
    this.args = List.of(args);
  }

  /** The reason, as the name of a message behind {@code api.room.}, such as {@code full}. */
  public String code() {
    return code;
  }

  /** Arguments of the message. */
  public List<String> args() {
    return args;
  }
}
