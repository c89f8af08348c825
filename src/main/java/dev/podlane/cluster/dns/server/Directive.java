package dev.podlane.cluster.dns.server;

import java.util.List;
import java.util.Optional;

/**
 * A line of a Corefile: a plugin, or an option of one.
 *
 * @param line its number, from 1
 * @param name its first word
 * @param args its other words
 * @param body the lines in its braces; empty without any
 */
record Directive(int line, String name, List<String> args, List<Directive> body) {
  Directive {
    args = List.copyOf(args);
    body = List.copyOf(body);
  }

  /** The option of that name; empty if it has none. */
  Optional<Directive> option(String wanted) {
    return body.stream().filter(each -> each.name().equals(wanted)).findFirst();
  }
}
