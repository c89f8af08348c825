package dev.podlane.finding.service;

import dev.podlane.cluster.field.Spelling;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Probing;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.Scene;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds written EndpointSlices that lead elsewhere than to the pods of their Service. */
public final class SliceFinder implements Finder {
  private static final String LABEL = "metadata.labels[\"kubernetes.io/service-name\"]";

  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    Map<Ip, Service> addresses = new HashMap<>();
    for (Service each : scene.cluster().services().all()) {
      each.clusterIps().forEach(ip -> addresses.put(ip, each));
    }
    Map<String, Set<Ip>> seen = new HashMap<>();
    for (EndpointSlice slice : scene.cluster().services().slices()) {
      boolean written =
          slice.ref().kind().equals("EndpointSlice")
              && scene.cluster().sources().containsKey(slice.ref());
      if (!written || slice.service().isEmpty()) {
        continue;
      }
      Service service = scene.service(slice.ref().namespace(), slice.service());
      if (service == null) {
        found.accept(noService(scene, slice));
        continue;
      }
      ports(scene, service, slice, found);
      Set<Ip> its = seen.computeIfAbsent(service.ref().path(), any -> new HashSet<>());
      for (int i = 0; i < slice.endpoints().size(); i++) {
        EndpointSlice.Endpoint each = slice.endpoints().get(i);
        if (each.addresses().isEmpty()) {
          continue;
        }
        Ip address = each.addresses().get(0);
        if (addresses.containsKey(address)) {
          found.accept(clusterIp(scene, slice, i, addresses.get(address)));
        } else if (!its.add(address)) {
          found.accept(twice(scene, slice, i, address));
        } else if (!each.pod().isEmpty()) {
          pod(scene, service, slice, i, found);
        }
      }
    }
  }

  private static Command show(EndpointSlice slice) {
    return Command.kubectl(
        "-n %s get endpointslice %s -o yaml"
            .formatted(slice.ref().namespace(), slice.ref().name()));
  }

  private static Finding noService(Scene scene, EndpointSlice slice) {
    List<String> names =
        scene.cluster().services().all().stream()
            .filter(each -> each.ref().namespace().equals(slice.ref().namespace()))
            .map(each -> each.ref().name())
            .toList();
    String near = Spelling.nearest(slice.service(), names).orElse("");
    Finding finding =
        scene.finding(
            Kind.SLICE_NO_SERVICE, slice.ref(), LABEL, near, slice.service(), show(slice));
    return near.isEmpty() ? finding : finding.mendedBy(slice.ref(), LABEL, Json.of(near));
  }

  private static void ports(
      Scene scene, Service service, EndpointSlice slice, Consumer<Finding> found) {
    List<EndpointSlice> all = scene.slices(service);
    for (ServicePort port : service.ports()) {
      boolean joined =
          all.stream()
              .flatMap(each -> each.ports().stream())
              .anyMatch(
                  each -> each.name().equals(port.name()) && each.protocol() == port.protocol());
      if (joined || service.headless() || slice.endpoints().isEmpty()) {
        continue;
      }
      boolean alone = service.ports().size() == 1 && slice.ports().size() == 1;
      String there =
          slice.ports().stream()
              .map(each -> "\"" + each.name() + "\" " + each.protocol())
              .collect(Collectors.joining(", "));
      Finding finding =
          scene
              .finding(
                  Kind.SLICE_PORT,
                  slice.ref(),
                  "ports[0].name",
                  "\"" + port.name() + "\" " + port.protocol(),
                  there,
                  show(slice),
                  service.ref().path())
              .shownBy(ServiceWords.probe(scene, service, port));
      found.accept(
          alone && slice.ports().get(0).protocol() == port.protocol()
              ? finding.mendedBy(slice.ref(), "ports[0].name", Json.of(port.name()))
              : finding);
    }
  }

  private static @Nullable Probing probe(Scene scene, Service service, Ip address) {
    ServicePort port = service.ports().isEmpty() ? null : service.ports().get(0);
    if (port == null || port.protocol() == Protocol.SCTP || service.headless()) {
      return null;
    }
    Probing any = ServiceWords.probe(scene, service, port);
    return any == null ? null : any.to(address.toString());
  }

  private static Finding clusterIp(
      Scene scene, EndpointSlice slice, int index, @Nullable Service other) {
    Ip address = slice.endpoints().get(index).addresses().get(0);
    return scene.finding(
        Kind.SLICE_CLUSTER_IP,
        slice.ref(),
        "endpoints[" + index + "].addresses[0]",
        "",
        address.toString(),
        show(slice),
        other == null ? "" : other.ref().path());
  }

  private static Finding twice(Scene scene, EndpointSlice slice, int index, Ip address) {
    String path = "endpoints[" + index + "]";
    return scene
        .finding(Kind.SLICE_TWICE, slice.ref(), path, "1", address.toString(), show(slice))
        .mendedBy(slice.ref(), path, null);
  }

  private static void pod(
      Scene scene, Service service, EndpointSlice slice, int index, Consumer<Finding> found) {
    EndpointSlice.Endpoint each = slice.endpoints().get(index);
    Ip address = each.addresses().get(0);
    Pod pod = scene.pod(each.pod());
    String path = "endpoints[" + index + "]";
    if (pod == null || pod.isFinished()) {
      if (scene.pods().in(slice.ref().namespace()).isEmpty()) {
        return;
      }
      Finding finding =
          scene.finding(
              Kind.SLICE_POD_GONE,
              slice.ref(),
              path + ".targetRef.name",
              "",
              each.pod(),
              Command.kubectl(
                  "-n %s get pod %s"
                      .formatted(
                          slice.ref().namespace(),
                          each.pod().substring(each.pod().indexOf('/') + 1))),
              address.toString());
      boolean several = slice.endpoints().size() > 1;
      found.accept(
          several
              ? finding.mendedBy(slice.ref(), path, null)
              : service.selector() == null
                  ? finding.shownBy(
                      isSomebody(scene, address) ? null : probe(scene, service, address))
                  : finding
                      .shownBy(ServiceWords.isLookedUp(service) ? whole(scene, service) : null)
                      .mendedBy(slice.ref(), "", null));
    } else if (pod.hasNetwork() && !pod.traits().addresses().contains(address)) {
      Ip own = pod.podIp();
      Finding finding =
          scene
              .finding(
                  Kind.SLICE_ADDRESS,
                  slice.ref(),
                  path + ".addresses[0]",
                  "" + own,
                  address.toString(),
                  Command.kubectl(
                      "-n %s get pod %s -o wide".formatted(pod.namespace(), pod.name())),
                  each.pod())
              .shownBy(
                  slice.endpoints().size() > 1 || isSomebody(scene, address)
                      ? null
                      : whole(scene, service));
      found.accept(
          own == null
              ? finding
              : finding.mendedBy(
                  slice.ref(), path + ".addresses", Json.of(List.of(own.toString()))));
    } else if (!each.nodeName().isEmpty()
        && pod.nodeName() != null
        && !each.nodeName().equals(pod.nodeName())) {
      found.accept(
          scene
              .finding(
                  Kind.SLICE_NODE,
                  slice.ref(),
                  path + ".nodeName",
                  pod.nodeName(),
                  each.nodeName(),
                  Command.kubectl(
                      "-n %s get pod %s -o wide".formatted(pod.namespace(), pod.name())),
                  each.pod())
              .mendedBy(slice.ref(), path + ".nodeName", Json.of(pod.nodeName())));
    }
  }

  /** Returns true if a packet for an old address reaches another pod. */
  private static boolean isSomebody(Scene scene, Ip address) {
    return scene.policies().podAt(address) != null;
  }

  private static @Nullable Probing whole(Scene scene, Service service) {
    return service.headless() || service.ports().isEmpty()
        ? null
        : ServiceWords.probe(scene, service, service.ports().get(0));
  }
}
