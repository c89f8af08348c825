package dev.podlane.web.transfer;

/** The connection under a request, as far as the Servlet interface does not show it. */
interface Connection {
  /** The request attribute that holds it. */
  String ATTRIBUTE = Connection.class.getName();

  /**
   * Whether the client has closed the connection. Asked on the thread that serves the request, and
   * not while its body is being read.
   */
  boolean isGone();

  /** Lets nothing more be read, and the connection end once the answer is sent. */
  void closeAfterAnswer();

  /** Ends the connection, whatever is still to be sent. */
  void closeNow();
}
