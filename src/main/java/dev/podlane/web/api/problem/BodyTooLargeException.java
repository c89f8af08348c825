package dev.podlane.web.api.problem;

/** The body is larger than this address takes. */
final class BodyTooLargeException extends ApiException {
  private static final long serialVersionUID = 1L;

  BodyTooLargeException(long limit) {
    super(Kind.TOO_LARGE, Fault.request("api.body.too-large", size(limit)));
  }

  private static String size(long bytes) {
    return bytes % (1 << 20) == 0 ? (bytes >> 20) + " MB" : bytes + " bytes";
  }
}
