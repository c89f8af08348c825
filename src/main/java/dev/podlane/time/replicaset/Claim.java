package dev.podlane.time.replicaset;

import dev.podlane.time.replicaset.ReplicaSetAction.AdoptPod;
import dev.podlane.time.replicaset.ReplicaSetAction.ReleasePod;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pods a controller takes and lets go (ClaimObject in pkg/controller/controller_ref_manager.go).
 * The API server's garbage collection of orphans is not part of it.
 *
 * @param claimed names of the pods that are its own from now on
 * @param changes adoptions and releases, in the order of the pods
 */
public record Claim(List<String> claimed, List<ReplicaSetAction> changes) {
  public Claim {
    claimed = List.copyOf(claimed);
    changes = List.copyOf(changes);
  }

  /**
   * A pod that may be claimed.
   *
   * @param name its name
   * @param controllerUid UID of the owner with {@code controller: true}; null if there is none
   * @param matches true if the controller's selector matches its labels
   * @param terminating true if it has a deletionTimestamp
   */
  public record Candidate(
      String name, @Nullable String controllerUid, boolean matches, boolean terminating) {}

  /**
   * Claims pods.
   *
   * @param uid the controller's UID
   * @param deleting true if the controller is being deleted: then it neither adopts nor releases
   * @param candidates pods of its namespace
   */
  public static Claim of(String uid, boolean deleting, List<Candidate> candidates) {
    List<String> claimed = new ArrayList<>();
    List<ReplicaSetAction> changes = new ArrayList<>();
    for (Candidate pod : candidates) {
      if (pod.controllerUid() == null) {
        if (pod.matches() && !deleting && !pod.terminating()) {
          changes.add(new AdoptPod(pod.name()));
          claimed.add(pod.name());
        }
      } else if (pod.controllerUid().equals(uid)) {
        if (pod.matches()) {
          claimed.add(pod.name());
        } else if (!deleting) {
          changes.add(new ReleasePod(pod.name()));
        }
      }
    }
    return new Claim(claimed, changes);
  }
}
