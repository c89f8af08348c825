package dev.podlane.compile.proxy;

import dev.podlane.net.filter.Chain;
import dev.podlane.net.shared.Supply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The chains of ports, written for a port when a packet comes to one of them. Thread-safe.
 *
 * @param <W> all that is written for one port
 */
final class PortChains<W extends PortChains.Written> implements Supply<Chain> {
  private final @Nullable PortChains<W> shared;
  private final List<W> ports;
  private final Names names;
  private final Map<String, Chain> written = new ConcurrentHashMap<>();
  private final Map<String, W> mentioned = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable Map<String, W>> byKey = new AtomicReference<>();
  private final AtomicReference<@Nullable List<Chain>> all = new AtomicReference<>();

  /** The chains of one port. */
  interface Written {
    /** The port. */
    ProxiedPort port();

    /** The key by which its chains are found. */
    String key();

    /** Writes them, in their order. */
    List<Chain> chains();
  }

  /** The names of chains, which tell of which port they are. */
  interface Names {
    /** Returns true if a port may have a chain of that name. */
    boolean has(String chain);

    /** The key of the port; null if the name does not tell. */
    @Nullable String key(String chain);
  }

  /**
   * Chains of ports.
   *
   * @param shared those of ports that are the same on every node, which come first; null for none
   * @param ports the other ports
   */
  PortChains(@Nullable PortChains<W> shared, List<W> ports, Names names) {
    this.shared = shared;
    this.ports = List.copyOf(ports);
    this.names = names;
  }

  /**
   * Something was written that leads to chains of one of the ports. A packet that goes there finds
   * the port without an index of all.
   */
  void mention(W port) {
    mentioned.put(port.key(), port);
  }

  @Override
  public @Nullable Chain get(String name) {
    Chain known = known(name);
    if (known != null || !names.has(name)) {
      return known;
    }
    String key = names.key(name);
    if (key == null) {
      return byReading(name);
    }
    Chain found = byMention(key, name);
    return found == null ? byKey(key, name) : found;
  }

  private @Nullable Chain byMention(String key, String name) {
    W port = mentioned.get(key);
    if (port != null) {
      write(port);
      return written.get(name);
    }
    return shared == null ? null : shared.byMention(key, name);
  }

  private @Nullable Chain known(String name) {
    Chain own = written.get(name);
    return own == null && shared != null ? shared.known(name) : own;
  }

  private @Nullable Chain byKey(String key, String name) {
    Map<String, W> index = byKey.get();
    if (index == null) {
      index = new HashMap<>();
      for (W port : ports) {
        index.put(port.key(), port);
      }
      byKey.set(index);
    }
    W port = index.get(key);
    if (port != null) {
      write(port);
      return written.get(name);
    }
    return shared == null ? null : shared.byKey(key, name);
  }

  private @Nullable Chain byReading(String name) {
    own();
    Chain own = written.get(name);
    return own == null && shared != null ? shared.byReading(name) : own;
  }

  private List<Chain> write(W port) {
    List<Chain> now = new ArrayList<>();
    for (Chain chain : port.chains()) {
      Chain before = written.putIfAbsent(chain.name(), chain);
      now.add(before == null ? chain : before);
    }
    return now;
  }

  private List<Chain> own() {
    List<Chain> known = all.get();
    if (known == null) {
      known = ports.stream().flatMap(port -> write(port).stream()).toList();
      all.set(known);
    }
    return known;
  }

  @Override
  public boolean each(Predicate<Chain> next) {
    return (shared == null || shared.each(next))
        && ports.stream().allMatch(port -> write(port).stream().allMatch(next));
  }

  @Override
  public Collection<Chain> all() {
    if (shared == null) {
      return own();
    }
    List<Chain> both = new ArrayList<>(shared.all());
    both.addAll(own());
    return both;
  }
}
