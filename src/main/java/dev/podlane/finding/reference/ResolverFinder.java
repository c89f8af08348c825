package dev.podlane.finding.reference;

import dev.podlane.cluster.dns.ClusterDns;
import dev.podlane.cluster.service.Service;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Probing;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Holder;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.Scene;
import dev.podlane.net.addr.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds pods whose programs are told the name of a Service, and whose resolver does not know it
 * (rules 78 to 80).
 */
public final class ResolverFinder implements Finder {
  private static final String POLICY = "dnsPolicy";
  private static final String CONFIG = "dnsConfig";

  /** A Service by the name that the program has for it. */
  private record Named(Service service, Mention mention) {}

  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    ClusterDns dns = ClusterDns.of(scene.cluster());
    for (Holder holder : scene.holders()) {
      String policy = holder.text(POLICY).isEmpty() ? "ClusterFirst" : holder.text(POLICY);
      boolean host = holder.first().hostNetwork();
      boolean nodes = policy.equals("Default") || (host && policy.equals("ClusterFirst"));
      if (!nodes && !policy.equals("None")) {
        continue;
      }
      Named named = named(scene, holder);
      if (named != null && nodes) {
        found.accept(outside(scene, holder, named, host, policy));
      } else if (named != null && !dns.addresses().isEmpty()) {
        none(scene, holder, named, dns, found);
      }
    }
  }

  private static @Nullable Named named(Scene scene, Holder holder) {
    for (Mention each : Mention.of(holder)) {
      List<String> labels = each.labels();
      boolean form = labels.size() <= 2 || labels.get(2).equals("svc");
      String namespace = labels.size() == 1 ? holder.object().namespace() : labels.get(1);
      Service service = form ? scene.service(namespace, labels.get(0)) : null;
      boolean known = each.sure() || labels.size() > 2;
      if (service != null && known && !service.ports().isEmpty()) {
        return new Named(service, each);
      }
    }
    return null;
  }

  private static @Nullable Probing probe(Holder holder, Named named) {
    int port =
        named.mention().port() > 0 ? named.mention().port() : named.service().ports().get(0).port();
    boolean tcp =
        named.service().ports().stream()
            .anyMatch(each -> each.port() == port && each.protocol() == Protocol.TCP);
    return tcp && holder.first().hasNetwork()
        ? Probing.tcp(holder.end(), "dns:" + named.mention().host(), port)
        : null;
  }

  private static Command show(Holder holder) {
    return Command.kubectl(
        "-n %s get pod %s -o jsonpath='{.spec.dnsPolicy} {.spec.hostNetwork} {.spec.dnsConfig}'"
            .formatted(holder.first().namespace(), holder.first().name()));
  }

  private static Finding outside(
      Scene scene, Holder holder, Named named, boolean host, String policy) {
    String wanted = host ? "ClusterFirstWithHostNet" : "ClusterFirst";
    String path = holder.spec() + "." + POLICY;
    return scene
        .finding(
            host ? Kind.DNS_HOST_NETWORK : Kind.DNS_DEFAULT,
            holder.object(),
            path,
            wanted,
            policy,
            show(holder),
            named.mention().host())
        .shownBy(probe(holder, named))
        .mendedBy(holder.object(), path, Json.of(wanted));
  }

  private static void none(
      Scene scene, Holder holder, Named named, ClusterDns dns, Consumer<Finding> found) {
    MapValue config = holder.spec(CONFIG);
    String server = dns.addresses().get(0).toString();
    List<String> servers = texts(config, "nameservers");
    String base = holder.spec() + "." + CONFIG;
    if (!servers.contains(server)) {
      found.accept(
          scene
              .finding(
                  Kind.DNS_SERVER,
                  holder.object(),
                  base + ".nameservers",
                  server,
                  String.join(", ", servers),
                  show(holder),
                  named.mention().host())
              .shownBy(probe(holder, named))
              .mendedBy(holder.object(), base + ".nameservers", Json.of(List.of(server))));
      return;
    }
    List<String> searches = texts(config, "searches");
    String zone = ("svc." + dns.domain()).replaceAll("\\.$", "");
    String needed =
        named.mention().labels().size() == 1 ? holder.object().namespace() + "." + zone : zone;
    boolean short1 = named.mention().labels().size() <= 2;
    if (short1 && searches.stream().noneMatch(each -> each.replaceAll("\\.$", "").equals(needed))) {
      List<String> all = new ArrayList<>(List.of(needed));
      all.addAll(searches);
      found.accept(
          scene
              .finding(
                  Kind.DNS_SEARCH,
                  holder.object(),
                  base + ".searches",
                  needed,
                  String.join(", ", searches),
                  show(holder),
                  named.mention().host())
              .shownBy(probe(holder, named))
              .mendedBy(holder.object(), base + ".searches", Json.of(all)));
    }
  }

  private static List<String> texts(MapValue map, String key) {
    Value list = map.entries().get(key);
    List<String> found = new ArrayList<>();
    if (list instanceof ListValue items) {
      for (Value each : items.items()) {
        if (each instanceof ScalarValue text) {
          found.add(text.text());
        }
      }
    }
    return found;
  }
}
