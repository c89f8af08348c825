package dev.podlane.time.replicaset;

import java.util.ArrayList;
import java.util.List;

/**
 * Pods that a controller takes and lets go (ClaimObject in {@code
 * pkg/controller/controller_ref_manager.go}); only active pods are looked at, as syncReplicaSet
 * does.
 *
 * @param adopted names of pods without a controller that are its own from now on
 * @param released names of its pods that are nobody's from now on
 */
public record Claim(List<String> adopted, List<String> released) {
  public Claim {
    adopted = List.copyOf(adopted);
    released = List.copyOf(released);
  }

  /** The controller that a pod has. */
  public enum Control {
    NOBODY,
    ITSELF,
    ANOTHER
  }

  /**
   * A pod that may be claimed.
   *
   * @param name its name
   * @param control its controller, seen from the one that claims
   * @param matches true if the controller's selector matches its labels
   * @param terminating true if it has a deletionTimestamp
   */
  public record Candidate(String name, Control control, boolean matches, boolean terminating) {}

  /**
   * Claims pods.
   *
   * @param deleting true if the controller is being deleted: then it neither adopts nor releases
   * @param candidates pods of its namespace
   */
  public static Claim of(boolean deleting, List<Candidate> candidates) {
    List<String> adopted = new ArrayList<>();
    List<String> released = new ArrayList<>();
    for (Candidate pod : deleting ? List.<Candidate>of() : candidates) {
      boolean isFree = pod.control() == Control.NOBODY && !pod.terminating();
      if (isFree && pod.matches()) {
        adopted.add(pod.name());
      } else if (pod.control() == Control.ITSELF && !pod.matches()) {
        released.add(pod.name());
      }
    }
    return new Claim(adopted, released);
  }
}
