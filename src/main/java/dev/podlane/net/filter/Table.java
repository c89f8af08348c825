package dev.podlane.net.filter;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table of chains.
 *
 * @param kind which table it is
 * @param chains by name: the built-in ones in the order of the hooks, then the others in theirs
 */
public record Table(Kind kind, Map<String, Chain> chains) {
  /** The tables of iptables, each with the hooks it has chains for. */
  public enum Kind {
    RAW("raw"),
    MANGLE("mangle"),
    NAT("nat"),
    FILTER("filter");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** The name {@code iptables -t} takes. */
    public String text() {
      return text;
    }

    /** The hooks at which the table is asked. */
    public List<Hook> hooks() {
      return switch (this) {
        case RAW -> List.of(Hook.PREROUTING, Hook.OUTPUT);
        case MANGLE -> List.of(Hook.values());
        case NAT -> List.of(Hook.PREROUTING, Hook.INPUT, Hook.OUTPUT, Hook.POSTROUTING);
        case FILTER -> List.of(Hook.INPUT, Hook.FORWARD, Hook.OUTPUT);
      };
    }

    /** The table of that name, if there is one. */
    public static Optional<Kind> of(String name) {
      for (Kind kind : values()) {
        if (kind.text.equals(name)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  public Table {
    chains = Collections.unmodifiableMap(new LinkedHashMap<>(chains));
  }

  /** A table as it is when nobody has touched it: built-in chains without rules. */
  public static Table empty(Kind kind) {
    Map<String, Chain> chains = new LinkedHashMap<>();
    for (Hook hook : kind.hooks()) {
      chains.put(hook.name(), new Chain(hook.name(), Chain.Policy.ACCEPT, List.of()));
    }
    return new Table(kind, chains);
  }

  /** The chain of this name, if there is one. */
  public Optional<Chain> chain(String name) {
    return Optional.ofNullable(chains.get(name));
  }

  /** This table with a chain added or replaced. */
  public Table with(Chain chain) {
    Map<String, Chain> now = new LinkedHashMap<>(chains);
    now.put(chain.name(), chain);
    return new Table(kind, now);
  }

  /** This table without a chain. */
  public Table without(String chain) {
    Map<String, Chain> now = new LinkedHashMap<>(chains);
    now.remove(chain);
    return new Table(kind, now);
  }

  /** Whether connections are tracked because of this table. */
  boolean tracks() {
    return kind == Kind.NAT
        || chains.values().stream().flatMap(chain -> chain.rules().stream()).anyMatch(Rule::tracks);
  }
}
