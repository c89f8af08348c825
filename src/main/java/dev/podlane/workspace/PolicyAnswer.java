package dev.podlane.workspace;

import dev.podlane.cluster.policy.verdict.Because;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of the policies.
 *
 * @param because the reasons; of a mixed verdict those of one denied and of one allowed packet
 * @param missing code of the fact without which the packet itself is not known; null if it is
 */
public record PolicyAnswer(Verdict verdict, List<Because> because, @Nullable String missing) {
  /** The verdict over everything that may become of a packet. */
  public enum Verdict {
    ALLOW,
    DENY,
    /** It depends on the endpoint that is chosen, or on the node at which the packet arrives. */
    MIXED,
    UNKNOWN
  }

  public PolicyAnswer {
    because = List.copyOf(because);
  }

  static PolicyAnswer unknown(String missing) {
    return new PolicyAnswer(Verdict.UNKNOWN, List.of(), missing);
  }
}
