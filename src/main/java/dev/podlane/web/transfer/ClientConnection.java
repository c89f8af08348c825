package dev.podlane.web.transfer;

/** The connection under a request, as far as the Servlet interface does not show it. */
interface ClientConnection {
  /** The request attribute that holds it. */
  String ATTRIBUTE = ClientConnection.class.getName();

  /**
   * Returns true if the client has closed the connection. Call it on the thread that serves the
   * request, and not while its body is being read.
   */
  boolean isGone();

  /** Lets nothing more be read, and the connection end once the answer is sent. */
  void closeAfterAnswer();

  /** Ends the connection, even if there is more to send. */
  void closeNow();
}
