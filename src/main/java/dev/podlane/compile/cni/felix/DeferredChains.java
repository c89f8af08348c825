package dev.podlane.compile.cni.felix;

import dev.podlane.net.filter.Chain;
import dev.podlane.net.shared.Supply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Chains of a node in the order of their names, each written when somebody comes to it. */
public final class DeferredChains implements Supply<Chain> {
  private final Map<String, Supplier<Chain>> writers;
  private final Map<String, Chain> written = new ConcurrentHashMap<>();

  /**
   * The chains.
   *
   * @param writers by name; each writes the chain of that name, an equal one each time
   */
  public DeferredChains(Map<String, Supplier<Chain>> writers) {
    this.writers = new TreeMap<>(writers);
  }

  @Override
  public @Nullable Chain get(String name) {
    Chain known = written.get(name);
    Supplier<Chain> writer = known == null ? writers.get(name) : null;
    if (writer == null) {
      return known;
    }
    Chain made = writer.get();
    Chain before = written.putIfAbsent(name, made);
    return before == null ? made : before;
  }

  @Override
  public Collection<Chain> all() {
    List<Chain> all = new ArrayList<>();
    for (String name : writers.keySet()) {
      Chain chain = get(name);
      if (chain != null) {
        all.add(chain);
      }
    }
    return all;
  }
}
