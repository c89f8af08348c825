package dev.podlane.cluster.ipam;

import dev.podlane.cluster.influence.Influence;
import dev.podlane.cluster.influence.Reach;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.PodNetworkKind;
import dev.podlane.cluster.object.PodPlugin;
import dev.podlane.cluster.object.PolicyEngine;
import dev.podlane.cluster.plugin.Found;
import dev.podlane.cluster.plugin.PluginFinder;
import dev.podlane.cluster.read.Diagnostics;
import dev.podlane.cluster.read.Drafts.NetworkDraft;
import dev.podlane.cluster.read.Inventory;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The plugin of the pod network: the one that is written, else the one that objects tell of. */
final class PluginDefaults {
  private final NetworkDraft draft;
  private final @Nullable Found found;
  private final PodPlugin plugin;

  PluginDefaults(NetworkDraft draft, Inventory inventory) {
    boolean isWritten = draft.plugin() != null || draft.instead() != null;
    this.draft = draft;
    this.found = isWritten ? null : PluginFinder.find(inventory.sources).orElse(null);
    PodPlugin told = found == null ? draft.plugin() : found.plugin();
    this.plugin = told == null ? PodPlugin.of(PodNetworkKind.BRIDGE) : told;
  }

  PodPlugin plugin() {
    return plugin;
  }

  PodNetworkKind kind() {
    return plugin.kind();
  }

  /** The network of pods that its configuration names; null if it names none. */
  @Nullable Prefix pods() {
    return found == null ? null : found.pods();
  }

  /** Tells if its configuration lets it masquerade; null if it is silent. */
  @Nullable Boolean masquerade() {
    return found == null ? null : found.masquerade();
  }

  /** Returns true if nothing tells of the plugin, so that a bridge is merely assumed. */
  boolean isAssumed() {
    return found == null && draft.plugin() == null;
  }

  /**
   * The engine that enforces NetworkPolicies: the plugin's own. Where the plugin is merely assumed,
   * so is an engine.
   */
  PolicyEngine policyEngine() {
    if (found != null && found.plugin() == null) {
      String name = found.name();
      return name.equals("kube-router") ? PolicyEngine.KUBE_ROUTER : PolicyEngine.OTHER;
    }
    return isAssumed() ? PolicyEngine.KUBE_NETWORK_POLICIES : kind().policyEngine();
  }

  /** The engine if it is only written that there is one. */
  PolicyEngine policyEngineIfOn() {
    PolicyEngine own = policyEngine();
    return own.enforces() ? own : PolicyEngine.KUBE_NETWORK_POLICIES;
  }

  /** The object that tells of it, for a reader; empty if none does. */
  String teller() {
    return found == null ? "" : found.by().kind() + " " + found.by().path();
  }

  /** Says which one it is, unless that is written. */
  void tell(Diagnostics report) {
    if (draft.instead() != null) {
      report.assume("network.pod-network-instead", null, draft.instead(), "bridge");
    } else if (found != null && found.plugin() == null) {
      report.assume("network.pod-network-instead", found.by(), found.name(), "bridge");
    } else if (found != null) {
      report.assume("network.pod-network-from", found.by(), found.name(), teller());
    } else if (draft.plugin() == null) {
      report.assume("network.pod-network", null, "bridge");
    }
  }

  /** The influences of what the plugin decides itself, or of one that is not simulated. */
  List<Influence> influences() {
    List<Influence> all = new ArrayList<>();
    ObjectRef by = found == null ? draft.ref() : found.by();
    String path = found == null ? "spec.podNetwork" : path(found.by());
    if (found != null && found.plugin() == null) {
      boolean isBetween = found.name().startsWith("flannel");
      Reach reach = isBetween ? new Reach.BetweenNodes(null) : new Reach.OfPods();
      all.add(new Influence(by, path, reach));
    }
    switch (plugin.kind().notSimulated()) {
      case NONE -> {}
      case OFF_NODE -> all.add(new Influence(by, path, new Reach.OffNode()));
      case PODS -> all.add(new Influence(by, path, new Reach.OfPods()));
    }
    return all;
  }

  /** The field that tells of the plugin: of most objects the name. */
  private static String path(ObjectRef by) {
    return switch (by.kind()) {
      case "ConfigMap" -> "data.net-conf.json";
      case "FelixConfiguration" -> "spec.bpfEnabled";
      default -> "metadata.name";
    };
  }

  /**
   * Returns true if an influence is none any more, since what the object says is simulated: a pool
   * of Calico whose way between nodes is that of the pod network.
   */
  boolean isSimulated(Influence influence) {
    boolean isPool = influence.object().kind().equals("IPPool");
    boolean isCalico = plugin.kind().text().startsWith("calico");
    return isPool && isCalico && (found == null || found.by().equals(influence.object()));
  }
}
