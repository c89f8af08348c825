package dev.podlane.console.nft.text;

import dev.podlane.net.filter.RuleCounts;

/** Lines of a listing as they come to be. */
final class Printing {
  private final StringBuilder text = new StringBuilder();
  private final Options options;
  private int handles;

  /**
   * The contents of a listing.
   *
   * @param stateless true if counts are left out
   * @param handles true if handles are shown
   * @param terse true if elements of sets are left out
   * @param brief true if rules are left out
   * @param counts packets that rules have counted
   */
  record Options(
      boolean stateless, boolean handles, boolean terse, boolean brief, RuleCounts counts) {}

  Printing(Options options) {
    this.options = options;
  }

  Options options() {
    return options;
  }

  /** The next handle, to stand at the end of a line; empty if none are shown. */
  String handle() {
    handles++;
    return options.handles() ? " # handle " + handles : "";
  }

  void line(int depth, String words) {
    text.append("\t".repeat(depth)).append(words).append('\n');
  }

  void blank() {
    text.append('\n');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
