package dev.podlane.web.api.problem;

import java.util.Locale;

/** The kinds of error answers, each with its HTTP status and its text {@code api.title.<slug>}. */
public enum ProblemKind {
  /** The body is not JSON, or cannot be read as text. */
  UNREADABLE_BODY(400),
  /** Fields are missing, unknown or out of range. */
  INVALID_FIELDS(400),
  /** The Kubernetes documents cannot be parsed; nothing was stored. */
  UNREADABLE_DOCUMENTS(400),
  /** A probe names something that is not in the cluster. */
  UNKNOWN_TARGET(400),
  /** Samples can be looked at, not changed. */
  READ_ONLY(403),
  /** The cluster is another visitor's, or needs a key that was not sent. */
  NOT_YOURS(403),
  /** The request is for another server, or a page from elsewhere sent it. */
  FOREIGN(403),
  /** It needs the key of a room's teacher or member. */
  ROOM_KEY(403),
  /** There is nothing at this address. */
  NOT_FOUND(404),
  /** The address exists, the method does not. */
  METHOD_NOT_ALLOWED(405),
  /** No representation the client accepts. */
  NOT_ACCEPTABLE(406),
  /** The request took too long to arrive. */
  TOO_SLOW(408),
  /** The state of the room does not allow it. */
  NOT_NOW(409),
  /** The cluster changed since the client read it. */
  CHANGED(412),
  /** The body is larger than allowed. */
  TOO_LARGE(413),
  /** The body has a media type we do not read. */
  MEDIA_TYPE(415),
  /** As many walks are under way as can be at once. */
  TOO_MANY_WALKS(429),
  /** Too many clusters were made lately. */
  TOO_FAST(429),
  /** Codes were guessed, or one person does too much. */
  TOO_MANY_TRIES(429),
  /** Podlane itself failed. */
  INTERNAL(500),
  /** The stored bytes of a cluster differ from those that were saved. */
  DAMAGED(500),
  /** Something of HTTP that is not done here. */
  NOT_IMPLEMENTED(501),
  /** A version of HTTP that is not spoken here. */
  HTTP_VERSION(505),
  /** Too much is being read at once. */
  BUSY(503),
  /** No room for another cluster. */
  STORE_FULL(507);

  private final int status;

  ProblemKind(int status) {
    this.status = status;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The name in types and message keys, such as {@code not-found}. */
  public String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
