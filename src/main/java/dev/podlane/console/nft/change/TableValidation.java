package dev.podlane.console.nft.change;

import dev.podlane.net.filter.BaseChain;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.Table;
import dev.podlane.net.filter.nft.NamedSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The kernel's checks of a table before it takes it: every chain that is led to is there, none
 * leads back to itself, none is more than 16 jumps away, and no rule is reached from a base chain
 * where it cannot be (nft_table_validate).
 */
final class TableValidation {
  /** NFT_JUMP_STACK_SIZE. */
  private static final int DEPTH = 16;

  private final Map<String, Set<String>> ways = new HashMap<>();
  private final Map<String, Integer> heights = new HashMap<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<String, Integer> reached = new HashMap<>();
  private final Set<String> open = new HashSet<>();

  private TableValidation() {}

  /** The words of the error number with which the kernel refuses it; empty if it takes it. */
  static Optional<String> fault(Table table) {
    TableValidation check = new TableValidation();
    for (var chain : table.chains().values()) {
      Set<String> to = new LinkedHashSet<>();
      int places = Places.ALL;
      for (Rule rule : chain.rules()) {
        to.addAll(Destinations.of(rule, table.sets()));
        places &= Places.of(rule, table.name().family());
      }
      check.ways.put(chain.name(), to);
      check.places.put(chain.name(), places);
    }
    for (NamedSet set : table.sets().values()) {
      if (!table.chains().keySet().containsAll(Destinations.of(set))) {
        return Optional.of("No such file or directory");
      }
    }
    for (Set<String> to : check.ways.values()) {
      if (!table.chains().keySet().containsAll(to)) {
        return Optional.of("No such file or directory");
      }
    }
    for (var chain : table.chains().values()) {
      BaseChain base = chain.base();
      if (base != null && check.height(chain.name(), 0) > DEPTH) {
        return Optional.of("Too many links");
      }
      if (base != null && (check.places(chain.name()) & Places.of(base)) == 0) {
        return Optional.of("Operation not supported");
      }
    }
    return Optional.empty();
  }

  /** The number of chains that can be entered from one; too many if it leads back to itself. */
  private int height(String chain, int depth) {
    Integer known = heights.get(chain);
    if (known != null) {
      return known;
    }
    if (depth > DEPTH || !open.add(chain)) {
      return DEPTH + 1;
    }
    int highest = 0;
    for (String to : ways.getOrDefault(chain, Set.of())) {
      highest = Math.max(highest, 1 + height(to, depth + 1));
    }
    open.remove(chain);
    heights.put(chain, highest);
    return highest;
  }

  /** The base chains that may lead to a chain and to all that it leads to; it leads to no loop. */
  private int places(String chain) {
    Integer known = reached.get(chain);
    if (known != null) {
      return known;
    }
    int bits = places.getOrDefault(chain, Places.ALL);
    for (String to : ways.getOrDefault(chain, Set.of())) {
      bits &= places(to);
    }
    reached.put(chain, bits);
    return bits;
  }
}
