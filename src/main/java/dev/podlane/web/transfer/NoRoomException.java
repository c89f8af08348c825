package dev.podlane.web.transfer;

import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.Kind;

/** Something cannot be spooled for want of room. */
final class NoRoomException extends ApiException {
  private static final long serialVersionUID = 1L;

  private NoRoomException(Kind kind, String code) {
    super(kind, Fault.request(code));
  }

  /** Others have the room now. */
  static NoRoomException taken() {
    return new NoRoomException(Kind.BUSY, "api.spool.busy");
  }

  /** The disk is full. */
  static NoRoomException diskFull() {
    return new NoRoomException(Kind.STORE_FULL, "api.spool.disk");
  }
}
