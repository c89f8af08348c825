package dev.podlane.finding.reference;

import dev.podlane.cluster.field.Spelling;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds host names in the settings of programs that mean no Service, or none of its ports. A name
 * that only may be a host is left out.
 */
public final class ReferenceFinder implements Finder {
  private static final String SVC = "svc";

  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    Map<String, List<Service>> byName = new HashMap<>();
    Map<String, List<String>> names = new HashMap<>();
    for (Service each : scene.cluster().services().all()) {
      byName.computeIfAbsent(each.ref().name(), any -> new ArrayList<>()).add(each);
      names
          .computeIfAbsent(each.ref().namespace(), any -> new ArrayList<>())
          .add(each.ref().name());
    }
    if (byName.isEmpty()) {
      return;
    }
    for (Holder holder : scene.holders()) {
      for (Mention each : Mention.of(holder)) {
        mention(scene, holder, each, byName, names, found);
      }
    }
  }

  private static void mention(
      Scene scene,
      Holder holder,
      Mention mention,
      Map<String, List<Service>> byName,
      Map<String, List<String>> names,
      Consumer<Finding> found) {
    String own = holder.object().namespace();
    List<String> labels = mention.labels();
    boolean full = labels.size() >= 3 && labels.get(2).equals(SVC);
    if (labels.size() > 2 && !full) {
      return;
    }
    String namespace = labels.size() == 1 ? own : labels.get(1);
    Service service = scene.service(namespace, labels.get(0));
    if (service != null) {
      if (mention.port() > 0 && mention.sure() && service.isProxied() && !takes(service, mention)) {
        found.accept(port(scene, holder, mention, service));
      }
      return;
    }
    String near =
        Spelling.nearest(labels.get(0), names.getOrDefault(namespace, List.of())).orElse("");
    if (full) {
      boolean known = scene.namespace(namespace) != null;
      found.accept(unknown(scene, holder, mention, known ? near : ""));
    } else if (labels.size() == 1 && mention.sure() && mention.port() > 0) {
      List<Service> others = byName.getOrDefault(labels.get(0), List.of());
      boolean there =
          others.size() == 1 && takes(others.get(0), mention) && others.get(0).isProxied();
      if (there) {
        found.accept(elsewhere(scene, holder, mention, others.get(0)));
      } else if (others.isEmpty() && !near.isEmpty() && labels.get(0).length() > 3) {
        found.accept(unknown(scene, holder, mention, near));
      }
    }
  }

  private static boolean takes(Service service, Mention mention) {
    return service.ports().stream().anyMatch(port -> port.port() == mention.port());
  }

  private static Command lookUp(Holder holder, String what) {
    String namespace = holder.object().namespace();
    return Command.kubectl("-n %s get service %s".formatted(namespace, what));
  }

  private static @Nullable Probing name(Holder holder, Mention mention) {
    return holder.first().hasNetwork() && mention.port() > 0
        ? Probing.tcp(holder.end(), "dns:" + mention.host(), mention.port())
        : null;
  }

  /** Without an edit the probe shows the harm; an edit of the text leads to another name. */
  private static Finding unknown(Scene scene, Holder holder, Mention mention, String near) {
    List<String> labels = new ArrayList<>(mention.labels());
    Finding finding =
        scene.finding(
            Kind.REFERENCE_UNKNOWN,
            holder.object(),
            mention.path(),
            near,
            mention.host(),
            lookUp(holder, "-A"));
    if (near.isEmpty()) {
      return finding.shownBy(name(holder, mention));
    }
    labels.set(0, near);
    String fixed = mention.with(String.join(".", labels), mention.port());
    return finding.mendedBy(holder.object(), mention.path(), Json.of(fixed));
  }

  private static Finding elsewhere(Scene scene, Holder holder, Mention mention, Service service) {
    String name = service.ref().name() + "." + service.ref().namespace();
    return scene
        .finding(
            Kind.REFERENCE_NAMESPACE,
            holder.object(),
            mention.path(),
            name,
            mention.host(),
            lookUp(holder, mention.labels().get(0)),
            service.ref().namespace())
        .mendedBy(holder.object(), mention.path(), Json.of(mention.with(name, mention.port())));
  }

  private static Finding port(Scene scene, Holder holder, Mention mention, Service service) {
    ServicePort only = service.ports().size() == 1 ? service.ports().get(0) : null;
    Finding finding =
        scene.finding(
            Kind.REFERENCE_PORT,
            holder.object(),
            mention.path(),
            only == null ? "" : "" + only.port(),
            "" + mention.port(),
            lookUp(holder, service.ref().name() + " -o wide"),
            service.ref().path());
    boolean tcp = service.ports().stream().anyMatch(each -> each.protocol() == Protocol.TCP);
    if (only == null) {
      return holder.first().hasNetwork() && tcp
          ? finding.shownBy(
              Probing.tcp(holder.end(), "svc:" + service.ref().path(), mention.port()))
          : finding;
    }
    return finding.mendedBy(
        holder.object(), mention.path(), Json.of(mention.with(mention.host(), only.port())));
  }
}
