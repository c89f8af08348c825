package dev.podlane.cluster.placement;

import dev.podlane.cluster.amount.Quantity;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongBinaryOperator;

/**
 * Amounts of resources: {@code cpu} in thousandths of a core, all others in their unit (bytes,
 * pieces).
 *
 * @param amounts by the resource's name
 */
public record Resources(SortedMap<String, Long> amounts) {
  /** No resources. */
  public static final Resources NONE = new Resources(new TreeMap<>());

  /** Pods of a node that does not say it (kubelet's maxPods). */
  public static final long DEFAULT_PODS = 110;

  static final String CPU = "cpu";
  static final String PODS = "pods";

  public Resources {
    amounts = Collections.unmodifiableSortedMap(new TreeMap<>(amounts));
  }

  /** One amount, in the units told above. */
  public static Resources of(String name, long amount) {
    TreeMap<String, Long> one = new TreeMap<>();
    one.put(name, amount);
    return new Resources(one);
  }

  /** The amount that a quantity of a resource is. */
  static long amount(String name, Quantity quantity) {
    return name.equals(CPU) ? quantity.thousandths() : quantity.units();
  }

  /** The amount of a resource; 0 if there is none. */
  public long of(String name) {
    return amounts.getOrDefault(name, 0L);
  }

  /** Both together. */
  public Resources plus(Resources other) {
    return each(other, Resources::sum);
  }

  /** These without the others. */
  public Resources minus(Resources other) {
    return each(other, (a, b) -> a - b);
  }

  /** The larger of each. */
  public Resources max(Resources other) {
    return each(other, Math::max);
  }

  private static long sum(long a, long b) {
    long sum = a + b;
    return a > 0 && b > 0 && sum < 0 ? Long.MAX_VALUE : sum;
  }

  private Resources each(Resources other, LongBinaryOperator operator) {
    TreeMap<String, Long> result = new TreeMap<>(amounts);
    other.amounts.keySet().forEach(name -> result.putIfAbsent(name, 0L));
    result.replaceAll((name, amount) -> operator.applyAsLong(amount, other.of(name)));
    return new Resources(result);
  }
}
