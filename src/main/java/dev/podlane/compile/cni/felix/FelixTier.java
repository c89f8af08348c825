package dev.podlane.compile.cni.felix;

/**
 * The tiers that Calico gives to policies of Kubernetes, in the order in which they are asked
 * (projectcalico/calico {@code libcalico-go/lib/names/policy.go}, {@code api/…/v3/tier.go}). Those
 * of AdminNetworkPolicy and BaselineAdminNetworkPolicy existed from release 3.29 to 3.31; tiers of
 * equal order go by name.
 */
enum FelixTier {
  ADMIN_FORERUNNER("adminnetworkpolicy", true),
  ADMIN("kube-admin", true),
  DEFAULT("default", false),
  BASELINE_FORERUNNER("baselineadminnetworkpolicy", true),
  BASELINE("kube-baseline", true);

  private final String text;
  private final boolean passes;

  FelixTier(String text, boolean passes) {
    this.text = text;
    this.passes = passes;
  }

  /** Its name in comments. */
  String text() {
    return text;
  }

  /** Returns true if the next tier is asked about what no policy of this one decides. */
  boolean passes() {
    return passes;
  }
}
