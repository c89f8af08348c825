package dev.podlane.net.ns;

/** The kernel refused a change; the message is what {@code ip} prints. */
public class NetlinkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A refusal with the text {@code ip} prints for it. */
  public NetlinkException(String message) {
    super(message);
  }
}
