package dev.podlane.net.filter;

/**
 * The name of a thing that rules remember.
 *
 * @param extension the extension that remembers, such as {@code recent}
 * @param name name of the table that rules share, or the place and words of a rule that has its own
 * @param about the host or connection it is about; empty if there is but one
 */
public record RuleKey(String extension, String name, String about) {
  /** Of a rule that shares it with no other. */
  static RuleKey of(String extension, RulePlace at, Object words) {
    String place = at.table() + " " + at.chain() + " " + at.position();
    return new RuleKey(extension, place + " " + words, "");
  }
}
