package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A namespace whose chance is the same each time, and whose counts can be seen. */
final class Counted implements MatchContext {
  private final Random random = new Random(7);
  private final Map<RulePlace, Integer> counts = new HashMap<>();
  private final List<IpSet> sets;

  Counted(List<IpSet> sets) {
    this.sets = sets;
  }

  /**
   * Returns the number of evaluations of each counting rule, those that only throw dice among them.
   */
  Map<RulePlace, Integer> counts() {
    return counts;
  }

  @Override
  public AddressKind kind(Ip address, @Nullable String device) {
    return address.low() % 3 == 0 && device == null ? AddressKind.LOCAL : AddressKind.UNICAST;
  }

  @Override
  public @Nullable IpSet set(String name) {
    return sets.stream().filter(set -> set.name().equals(name)).findFirst().orElse(null);
  }

  @Override
  public void asked(boolean matched) {}

  @Override
  public boolean chance(RulePlace at, double probability) {
    count(at);
    return random.nextDouble() < probability;
  }

  @Override
  public int count(RulePlace at) {
    return counts.merge(at, 1, Integer::sum) - 1;
  }
}
