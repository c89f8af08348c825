package dev.podlane.cluster.dns.server;

import dev.podlane.cluster.field.BoundedPattern;
import java.util.Optional;

/** A change of a name, which is given in lower case with a dot at its end. */
interface NameChange {
  /**
   * The changed name; empty if this does not apply.
   *
   * @throws BoundedPattern.TooExpensive if an expression cannot be matched in bounded time
   */
  Optional<String> apply(String name) throws BoundedPattern.TooExpensive;

  /** Another name for one. */
  static NameChange exact(String from, String to) {
    return name -> name.equals(from) ? Optional.of(to) : Optional.empty();
  }

  /** Another beginning. */
  static NameChange prefix(String from, String to) {
    return name ->
        name.startsWith(from) ? Optional.of(to + name.substring(from.length())) : Optional.empty();
  }

  /** Another end. */
  static NameChange suffix(String from, String to) {
    return name ->
        name.endsWith(from)
            ? Optional.of(name.substring(0, name.length() - from.length()) + to)
            : Optional.empty();
  }

  /** Another text wherever one stands. */
  static NameChange substring(String from, String to) {
    return name -> name.contains(from) ? Optional.of(name.replace(from, to)) : Optional.empty();
  }

  /** Another name for one, and for all below it. */
  static NameChange domain(String from, String to) {
    return name ->
        name.equals(from) || name.endsWith("." + from)
            ? Optional.of(name.substring(0, name.length() - from.length()) + to)
            : Optional.empty();
  }

  /** A name made from the groups of an expression, which stand in it as {0}, {1} and so on. */
  static NameChange regex(BoundedPattern pattern, String to) {
    return name -> {
      Optional<BoundedPattern.Match> match = pattern.find(name);
      if (match.isEmpty()) {
        return Optional.empty();
      }
      String changed = to;
      for (int i = 0; i < match.get().groups().size() && changed.length() < 1_000; i++) {
        changed = changed.replace("{" + i + "}", match.get().groups().get(i));
      }
      return Optional.of(changed);
    };
  }
}
