package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Surroundings whose chance and counts can be had again, from the first on. */
final class Replayed implements MatchContext {
  private final MatchContext real;
  private final List<Object> results;
  private final boolean isReplay;
  private int at;

  /** Something would be counted that has not been. */
  static final class Beyond extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  Replayed(MatchContext real) {
    this(real, new ArrayList<>(), false);
  }

  private Replayed(MatchContext real, List<Object> results, boolean isReplay) {
    this.real = real;
    this.results = results;
    this.isReplay = isReplay;
  }

  /** The same results again, and none beyond. */
  Replayed again() {
    return new Replayed(real, results, true);
  }

  private Object next(Object made) {
    results.add(made);
    return made;
  }

  private Object replayed() {
    if (at >= results.size()) {
      throw new Beyond();
    }
    return results.get(at++);
  }

  @Override
  public AddressKind kind(Ip address, @Nullable String device) {
    return real.kind(address, device);
  }

  @Override
  public @Nullable IpSet set(String name) {
    return real.set(name);
  }

  @Override
  public void asked(boolean matched) {}

  @Override
  public boolean chance(RulePlace place, double probability) {
    return (Boolean) (isReplay ? replayed() : next(real.chance(place, probability)));
  }

  @Override
  public int count(RulePlace place) {
    return (Integer) (isReplay ? replayed() : next(real.count(place)));
  }
}
