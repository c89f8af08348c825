package dev.podlane.why;

import dev.podlane.finding.found.Mend;
import dev.podlane.workspace.PolicyAnswer;
import dev.podlane.workspace.Walked;
import dev.podlane.workspace.Workspace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The explanation of a probe's outcome.
 *
 * @param told the probe as it was walked
 * @param policies the policies' answer in each direction and tier; null where they are not asked,
 *     as of ICMP and URLs
 * @param remedies changes after which it is delivered, the smallest first; each was tried
 * @param suppositions outcomes if something were different that the documents do not say
 * @param untried number of changes that were left out, since trying took too long
 */
public record Why(
    Told told,
    @Nullable PolicyAnswer policies,
    List<Remedy> remedies,
    List<Supposition> suppositions,
    int untried) {
  /**
   * A walk and the cluster that it was walked in.
   *
   * @param place the cluster, with hosts outside
   * @param walked the walk
   */
  public record Told(Workspace place, Walked walked) {}

  /**
   * A change after which the probe has another outcome.
   *
   * @param edits all are needed, in their order
   * @param after the probe, walked after them
   */
  public record Remedy(List<Mend> edits, Told after) {
    public Remedy {
      edits = List.copyOf(edits);
    }
  }

  /**
   * A setting that is assumed, or not simulated, with another value.
   *
   * @param setting its name, such as {@code policyEngine}
   * @param value its other value
   * @param edit gives it that value
   * @param after the probe, walked with it
   */
  public record Supposition(String setting, String value, Mend edit, Told after) {}

  public Why {
    remedies = List.copyOf(remedies);
    suppositions = List.copyOf(suppositions);
  }
}
