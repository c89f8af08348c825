package dev.podlane.web.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.podlane.web.api.problem.ProblemView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that is drawn of a cluster. */
@Schema(name = "Topology", description = "Everything that is drawn of a cluster")
public record TopologyView(
    String id,
    String name,
    List<Machine> machines,
    List<Segment> segments,
    List<Namespace> namespaces,
    @Schema(description = "What is there too, and would make the answer too large")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable OmittedPlaces omitted) {

  /** How much of a topology an answer leaves out. */
  @Schema(name = "OmittedPlaces")
  public record OmittedPlaces(int machines, int segments, int namespaces) {}

  /** A box with its own kernel: a node, the router, or a host of a network without Kubernetes. */
  @Schema(name = "Machine")
  public record Machine(
      @Schema(example = "node-1") String id,
      @Schema(allowableValues = {"node", "router", "host"}) String kind,
      String label,
      boolean ready) {}

  /** Machines and namespaces in addition to a topology, or in place of those of their id. */
  @Schema(
      name = "ExtraTopology",
      description =
          "What a walk found that is not in the topology: hosts outside, the pod a CronJob would"
              + " make; with what it is plugged into")
  public record ExtraView(List<Machine> machines, List<Namespace> namespaces) {}

  /** A wire that several NICs hang from. */
  @Schema(name = "Segment")
  public record Segment(
      @Schema(example = "lan") String id,
      @Schema(example = "10.100.0.0/24") String label,
      String namespace,
      List<String> members) {}

  /** A network namespace with its devices and the pods that live in it. */
  @Schema(name = "NetworkNamespaceSummary")
  public record Namespace(
      @Schema(example = "default/web-1") String id,
      @Schema(allowableValues = {"host", "pod", "container", "router", "segment", "other"})
          String kind,
      @Nullable String machine,
      boolean infra,
      @Schema(
              description = "The process that keeps it, if one does nothing else",
              example = "pause")
          @Nullable String holder,
      String label,
      boolean ipForward,
      @Schema(description = "Netfilter hooks with rules", example = "[\"PREROUTING\"]")
          List<String> hooks,
      List<DeviceView> devices,
      List<PodView> pods,
      @Schema(description = "Who listens, in a namespace that no object of the documents explains")
          List<PortView> listeners,
      List<ProblemView> problems) {}

  /** A network device. */
  @Schema(name = "Device")
  public record DeviceView(
      @Schema(example = "node-1/cbr0") String id,
      String name,
      int index,
      @Schema(example = "bridge") String kind,
      @Schema(allowableValues = {"bridge", "nic", "port", "pod", "loopback", "other"}) String role,
      String mac,
      int mtu,
      boolean up,
      List<String> addresses,
      @Nullable String master,
      @Nullable String peer,
      @Schema(description = "The device a tunnel is bound to", example = "node-1/eth0")
          @Nullable String underlay,
      @JsonInclude(JsonInclude.Include.NON_NULL) ClusterViews.@Nullable ObjectView object) {}

  /** A pod of a namespace, or containers of a Docker engine that share one. */
  @Schema(name = "Pod")
  public record PodView(
      String namespace,
      String name,
      Map<String, String> labels,
      String phase,
      boolean hostNetwork,
      @Nullable String ip,
      @Nullable String owner,
      List<ContainerView> containers) {}

  /** A container of a pod, or of a Docker engine. */
  @Schema(name = "Container")
  public record ContainerView(
      String name,
      String image,
      List<PortView> ports,
      @Schema(description = "Ports a Docker engine publishes, as docker ps shows them")
          List<String> published) {}

  /** A port a container declares, or listens on. */
  @Schema(name = "Port")
  public record PortView(
      String name,
      int port,
      String protocol,
      @Schema(description = "Set if the container could not bind it", example = "EADDRINUSE")
          @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable String error) {}
}
