package dev.podlane.finding.service;

import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.PodsElsewhere;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Probing;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.Listening;
import dev.podlane.finding.scene.Looks;
import dev.podlane.finding.scene.NearestLabels;
import dev.podlane.finding.scene.PodIndex.Alike;
import dev.podlane.finding.scene.Scene;
import dev.podlane.net.addr.Protocol;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds Services whose selectors select nothing (rule 24). */
public final class SelectorFinder implements Finder {
  private static final int MOST_GROUPS = 1_000;

  /** Groups of pods that are looked at for all Services; what is beyond is not found. */
  private static final int MOST_LOOKS = 20_000_000;

  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    Map<String, Set<Alike>> used = new HashMap<>();
    List<Service> lost = new ArrayList<>();
    Looks looks = new Looks(MOST_LOOKS);
    for (Service service : scene.cluster().services().all()) {
      LabelSelector selector = service.selector();
      if (looks.isSpent() || selector == null || !ServiceWords.isLookedUp(service)) {
        continue;
      }
      String namespace = service.ref().namespace();
      List<Alike> selected = scene.pods().selected(namespace, selector);
      looks.take(selected, 1);
      if (selected.isEmpty()) {
        lost.add(service);
      } else {
        used.computeIfAbsent(namespace, any -> Collections.newSetFromMap(new IdentityHashMap<>()))
            .addAll(selected);
      }
    }
    for (Service service : lost) {
      if (scene.slices(service).stream().noneMatch(SelectorFinder::hasEndpoints)) {
        nothing(scene, service, used.getOrDefault(service.ref().namespace(), Set.of()), found);
      }
    }
  }

  private static boolean hasEndpoints(EndpointSlice slice) {
    return !slice.endpoints().isEmpty();
  }

  private static void nothing(
      Scene scene, Service service, Set<Alike> used, Consumer<Finding> found) {
    Map<String, String> wanted = ServiceWords.wanted(service);
    String namespace = service.ref().namespace();
    Command command =
        Command.kubectl("-n %s get pods -l %s".formatted(namespace, ServiceWords.text(wanted)));
    Map<String, String> meant = meant(scene, service, used);
    Map<String, Integer> elsewhere = meant == null ? elsewhere(scene, service) : Map.of();
    ServicePort port = service.ports().get(0);
    if (!elsewhere.isEmpty()) {
      found.accept(
          scene
              .finding(
                  Kind.SERVICE_PODS_ELSEWHERE,
                  service.ref(),
                  "metadata.namespace",
                  elsewhere.keySet().iterator().next(),
                  namespace,
                  command,
                  ServiceWords.text(wanted),
                  PodsElsewhere.text(elsewhere))
              .shownBy(ServiceWords.probe(scene, service, port)));
      return;
    }
    Finding finding =
        scene
            .finding(
                Kind.SERVICE_SELECTS_NOTHING,
                service.ref(),
                "spec.selector",
                meant == null ? "" : ServiceWords.text(meant),
                ServiceWords.text(wanted),
                command)
            .shownBy(probe(scene, service, port, meant));
    found.accept(
        meant == null ? finding : finding.mendedBy(service.ref(), "spec.selector", Json.of(meant)));
  }

  /**
   * From a pod that is none of those that were meant: what a pod sends itself is a special case.
   */
  private static @Nullable Probing probe(
      Scene scene, Service service, ServicePort port, @Nullable Map<String, String> meant) {
    List<Pod> pods =
        meant == null
            ? List.of()
            : scene.pods().pods(service.ref().namespace(), LabelSelector.of(meant));
    return pods.isEmpty() || port.protocol() == Protocol.SCTP
        ? ServiceWords.probe(scene, service, port)
        : scene
            .clients()
            .to(pods.get(0), pod -> !pods.contains(pod), port.protocol(), port.port())
            .map(from -> ServiceWords.probe(from, service, port))
            .orElse(null);
  }

  /** The labels that were probably meant; null if none are near. */
  private static @Nullable Map<String, String> meant(
      Scene scene, Service service, Set<Alike> used) {
    List<Alike> all = scene.pods().in(service.ref().namespace());
    List<Alike> free =
        all.stream().filter(each -> !used.contains(each)).limit(MOST_GROUPS).toList();
    Map<String, String> wanted = ServiceWords.wanted(service);
    NearestLabels.Near near = NearestLabels.of(wanted, free.stream().map(Alike::labels).toList());
    if (near == null) {
      near =
          NearestLabels.of(
              wanted,
              all.stream().filter(used::contains).limit(MOST_GROUPS).map(Alike::labels).toList());
    }
    return near == null ? onlyOne(service, wanted, free) : near.labels();
  }

  /**
   * The labels of the only pods that no Service selects, with other values of the keys that are
   * asked for, if they listen on each port.
   */
  private static @Nullable Map<String, String> onlyOne(
      Service service, Map<String, String> wanted, List<Alike> free) {
    List<Alike> able =
        free.stream()
            .filter(each -> each.labels().keySet().containsAll(wanted.keySet()))
            .filter(each -> service.ports().stream().allMatch(port -> takes(each.first(), port)))
            .toList();
    if (able.isEmpty()) {
      return null;
    }
    Map<String, String> labels = new LinkedHashMap<>();
    for (String key : wanted.keySet()) {
      labels.put(key, able.get(0).labels().getOrDefault(key, ""));
    }
    boolean isOne =
        able.stream().allMatch(each -> each.labels().entrySet().containsAll(labels.entrySet()));
    return isOne ? labels : null;
  }

  private static boolean takes(Pod pod, ServicePort port) {
    return port.targetName().isEmpty()
        ? Listening.hears(pod, port.protocol(), port.target())
        : Listening.named(pod, port.targetName(), port.protocol()) > 0;
  }

  /** The number of pods with the labels, by namespace. */
  private static Map<String, Integer> elsewhere(Scene scene, Service service) {
    LabelSelector selector = service.selector();
    Map<String, Integer> found = new TreeMap<>();
    if (selector != null && scene.pods().namespaces().size() <= MOST_GROUPS) {
      for (String each : scene.pods().namespaces()) {
        int count = scene.pods().pods(each, selector).size();
        if (count > 0) {
          found.put(each, count);
        }
      }
    }
    return found;
  }
}
