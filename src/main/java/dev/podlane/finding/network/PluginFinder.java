package dev.podlane.finding.network;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.dns.ClusterDns;
import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.document.Document;
import dev.podlane.document.DocumentException;
import dev.podlane.document.MapValue;
import dev.podlane.document.read.Documents;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Holder;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.Scene;
import dev.podlane.net.addr.Prefix;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds configurations of flannel and CoreDNS that do not fit their cluster. */
public final class PluginFinder implements Finder {
  private static final String NET_CONF = "net-conf.json";

  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    for (ObjectRef ref : scene.cluster().sources().keySet()) {
      if (ref.kind().equals("ConfigMap") && ref.name().startsWith("kube-flannel-cfg")) {
        flannel(scene, ref, found);
      }
    }
    for (Holder holder : scene.holders()) {
      if (isDnsServer(holder)) {
        dns(scene, holder, found);
      }
    }
  }

  /** Nodes whose blocks are outside flannel's network get no routes to each other's pods. */
  private static void flannel(Scene scene, ObjectRef ref, Consumer<Finding> found) {
    Cluster cluster = scene.cluster();
    String text = ClusterDns.text(cluster, ref, NET_CONF).orElse("");
    String network = network(text).orElse("");
    Prefix own = prefix(network);
    Node outside =
        cluster.nodes().stream()
            .filter(each -> !each.assumed() && !isIn(own, each.podCidr()))
            .findFirst()
            .orElse(null);
    if (outside == null || own == null) {
      return;
    }
    String wanted = cluster.network().podCidr().toString();
    boolean fits =
        cluster.nodes().stream()
            .allMatch(each -> isIn(cluster.network().podCidr(), each.podCidr()));
    boolean useful = fits && !cluster.network().podCidr().equals(own);
    Finding finding =
        scene.finding(
            Kind.NETWORK_FLANNEL,
            ref,
            "data[\"" + NET_CONF + "\"]",
            useful ? wanted : "" + outside.podCidr(),
            network,
            Command.kubectl(
                "-n %s get configmap %s -o yaml".formatted(ref.namespace(), ref.name())),
            outside.name(),
            "" + outside.podCidr());
    found.accept(
        useful
            ? finding.mendedBy(
                ref, "data[\"" + NET_CONF + "\"]", Json.of(text.replace(network, wanted)))
            : finding);
  }

  /** Returns true if a block is in a network; where one of both is not known, too. */
  private static boolean isIn(@Nullable Prefix network, @Nullable Prefix block) {
    return network == null || block == null || network.contains(block);
  }

  private static Optional<String> network(String text) {
    try {
      return Documents.parse(NET_CONF, text).stream()
          .map(Document::root)
          .filter(MapValue.class::isInstance)
          .map(MapValue.class::cast)
          .flatMap(each -> each.text("Network").stream())
          .findFirst();
    } catch (DocumentException unreadable) {
      return Optional.empty();
    }
  }

  private static @Nullable Prefix prefix(String text) {
    try {
      return text.isEmpty() ? null : Prefix.parse(text);
    } catch (IllegalArgumentException none) {
      return null;
    }
  }

  private static boolean isDnsServer(Holder holder) {
    return holder.first().containers().stream()
        .map(Container::image)
        .anyMatch(image -> image.contains("coredns"));
  }

  /** CoreDNS that asks its own Service for the names it does not know (plugin loop). */
  private static void dns(Scene scene, Holder holder, Consumer<Finding> found) {
    String policy = holder.text("dnsPolicy");
    boolean first = policy.isEmpty() || policy.equals("ClusterFirst");
    ObjectRef ref = new ObjectRef("v1", "ConfigMap", holder.object().namespace(), "coredns");
    String corefile = ClusterDns.text(scene.cluster(), ref, "Corefile").orElse("");
    boolean forwards = corefile.matches("(?s).*\\b(forward|proxy)\\s+\\S+\\s+/etc/resolv\\.conf.*");
    boolean served = ClusterDns.of(scene.cluster()).service() != null;
    if (first && forwards && served && !holder.first().hostNetwork()) {
      String path = holder.spec() + ".dnsPolicy";
      found.accept(
          scene
              .finding(
                  Kind.DNS_LOOP,
                  holder.object(),
                  path,
                  "Default",
                  policy.isEmpty() ? "ClusterFirst" : policy,
                  Command.kubectl(
                      "-n %s logs %s".formatted(holder.first().namespace(), holder.first().name())))
              .mendedBy(holder.object(), path, Json.of("Default")));
    }
  }
}
