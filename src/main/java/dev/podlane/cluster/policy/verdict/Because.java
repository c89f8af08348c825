package dev.podlane.cluster.policy.verdict;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.policy.Direction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the reason for a verdict.
 *
 * @param direction the direction in which it was asked
 * @param tier its place in the order (rule 109)
 * @param effect its contribution
 * @param object the policy; null if none is needed for the reason
 * @param path the rule or field in the object; empty without an object
 * @param fields fields that failed, or that could not be compared; empty if all matched
 */
public record Because(
    Direction direction,
    Tier tier,
    Effect effect,
    @Nullable ObjectRef object,
    String path,
    List<Field> fields) {
  /** The order in which policies are asked. */
  public enum Tier {
    ADMIN,
    NETWORK_POLICY,
    BASELINE,
    /** A policy of an API that is not simulated. */
    OTHER,
    /** Traffic that no policy may forbid: a pod's with itself, or of its own node (101, 102). */
    EXEMPT
  }

  /** The contribution to a verdict. */
  public enum Effect {
    ALLOWS,
    DENIES,
    /** It selects the pod and leaves the decision to later tiers. */
    PASSES,
    /** It isolates the pod, and this rule of it, or none, allows the packet. */
    DOES_NOT_ALLOW,
    /** It could change the verdict, and a fact is missing. */
    MAY_CHANGE
  }

  /**
   * A comparison.
   *
   * @param field path in the object
   * @param wanted as it is written
   * @param had the packet's
   */
  public record Field(String field, String wanted, String had) {}

  public Because {
    fields = List.copyOf(fields);
  }
}
