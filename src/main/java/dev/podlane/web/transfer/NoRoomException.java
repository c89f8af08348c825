package dev.podlane.web.transfer;

import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;

/** Something cannot be spooled for want of room. */
final class NoRoomException extends ApiException {
  private static final long serialVersionUID = 1L;

  private NoRoomException(ProblemKind kind, String code) {
    super(kind, Fault.request(code));
  }

  /** Others have the room now. */
  static NoRoomException taken() {
    return new NoRoomException(ProblemKind.BUSY, "api.spool.busy");
  }

  /** The disk is full. */
  static NoRoomException diskFull() {
    return new NoRoomException(ProblemKind.STORE_FULL, "api.spool.disk");
  }
}
