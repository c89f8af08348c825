package dev.podlane.finding.breaker;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One fault that is put into a healthy cluster.
 *
 * @param code code of the finding that must tell it
 * @param kind kind of the object that it must be about
 * @param role role or name of that object
 * @param touches roles of the objects that it changes: breaks that share one are not combined
 * @param probe true if a probe must show the harm
 * @param edit true if an edit must mend it
 * @param also further codes that are true of the broken cluster
 * @param change puts it in
 */
record Break(
    String code,
    String kind,
    String role,
    Set<String> touches,
    boolean probe,
    boolean edit,
    Set<String> also,
    Consumer<Healthy> change) {
  /** Touched by faults of the whole network, which are not combined with others. */
  static final String NETWORK = "network";

  /** Touched by all faults of policies, which may forbid what others ask for. */
  static final String POLICY = "policy";

  /** A break that shows in a probe and has an edit. */
  static Break of(String code, String kind, String role, Consumer<Healthy> change) {
    return new Break(code, kind, role, Set.of(role), true, true, Set.of(), change);
  }

  Break noProbe() {
    return new Break(code, kind, role, touches, false, edit, also, change);
  }

  Break noEdit() {
    return new Break(code, kind, role, touches, probe, false, also, change);
  }

  Break touching(String... roles) {
    return new Break(
        code, kind, role, new LinkedHashSet<>(List.of(roles)), probe, edit, also, change);
  }

  Break also(String... codes) {
    return new Break(code, kind, role, touches, probe, edit, Set.of(codes), change);
  }
}
