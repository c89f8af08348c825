package dev.podlane.cluster.ipam;

import dev.podlane.cluster.object.NodeSettings;
import dev.podlane.cluster.object.PolicyEngine;
import dev.podlane.cluster.policy.Policies;
import dev.podlane.cluster.read.Diagnostics;
import dev.podlane.cluster.read.Drafts.NetworkDraft;
import dev.podlane.cluster.read.Drafts.PodDraft;
import dev.podlane.cluster.read.Inventory;
import java.util.List;

/** Settings of nodes, where the documents are silent as the plugin sets them up. */
final class NodeDefaults {
  private final NetworkDraft draft;
  private final Inventory inventory;
  private final PluginDefaults plugins;
  private final Diagnostics report;

  NodeDefaults(
      NetworkDraft draft, Inventory inventory, PluginDefaults plugins, Diagnostics report) {
    this.draft = draft;
    this.inventory = inventory;
    this.plugins = plugins;
    this.report = report;
  }

  NodeSettings settle(List<PodDraft> pods) {
    boolean rules = inventory.hasServices() || plugins.kind().hasOwnRules();
    Boolean told = plugins.masquerade();
    boolean isOpen = draft.nodes().masquerade() == null && told == null;
    if (rules && isOpen && !plugins.kind().isWithoutPlugin()) {
      report.assume("network.masquerade", null);
    }
    boolean ports = pods.stream().anyMatch(PodDraft::hasHostPorts);
    PolicyEngine engine = plugins.policyEngine();
    NodeSettings settled =
        draft.nodes().settle(rules, ports, told, engine, plugins.policyEngineIfOn());
    if (!inventory.notSimulated.policies().equals(Policies.NONE)) {
      tell(settled.policyEngine());
    }
    return settled;
  }

  private void tell(PolicyEngine engine) {
    if (!engine.enforces()) {
      report.assume("network.policies-not-enforced", null, plugins.kind().text());
    } else if (plugins.isAssumed() && draft.nodes().policyEngine() == null) {
      report.assume("network.policy-engine", null, engine.text());
    }
  }
}
