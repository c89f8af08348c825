package dev.podlane.net.filter;

import java.util.Optional;

/**
 * Name of a table; names of one family are unique.
 *
 * @param family packets that it is asked about
 * @param name its name in the family
 */
public record TableName(Family family, String name) {
  /** Keeps one copy of the name. */
  public TableName {
    name = name.intern();
  }

  /** Name of a table of iptables. */
  public static TableName of(Table.Kind kind) {
    return new TableName(Family.IP, kind.text());
  }

  /** The table of iptables that it is, if it is one. */
  public Optional<Table.Kind> kind() {
    return family == Family.IP ? Table.Kind.of(name) : Optional.empty();
  }

  /** {@code nat} for a table of iptables, else family and name: {@code inet firewall}. */
  public String text() {
    return kind().isPresent() ? name : family.text() + " " + name;
  }
}
