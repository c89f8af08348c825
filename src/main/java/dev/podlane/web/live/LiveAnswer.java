package dev.podlane.web.live;

/** The means to answer a request by a {@link Channel}. */
@FunctionalInterface
public interface LiveAnswer {
  /** The request attribute that holds it. */
  String ATTRIBUTE = LiveAnswer.class.getName();

  /**
   * Opens the channel. Status and headers of the answer are those set before; nothing may be
   * written to the response any more, and the request needs no place among those that are being
   * answered.
   *
   * @param gone called once, when the client has left or {@link Channel#end} was called
   */
  Channel open(Runnable gone);
}
