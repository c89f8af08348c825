package dev.podlane.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything that is drawn of a cluster. */
@Schema(name = "Topology", description = "Everything that is drawn of a cluster")
public record TopologyView(
    String id,
    String name,
    @Schema(allowableValues = {"full"}) String detail,
    List<Machine> machines,
    List<Segment> segments,
    List<Namespace> namespaces,
    @Schema(description = "Services that were read; left out if there are none")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<ServiceView> services,
    @Schema(
            description =
                "URLs that Ingresses and HTTPRoutes name, without those for every host; left out if"
                    + " there are none",
            example = "[\"http://shop.example.com/\"]")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<String> urls,
    @Schema(
            description =
                "Pods that are assumed once a URL is asked for, as nothing serves what Ingresses"
                    + " and Gateways name; left out if there are none, and in a summary")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<AssumedPod> assumed,
    @Schema(description = "Left out where there is no Kubernetes")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable NetworkView network,
    @Schema(description = "What is there too, and would make the answer too large")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable OmittedPlaces omitted) {

  /** The part requested by name. */
  @Schema(
      name = "TopologyPart",
      description = "Machines with all that is on them, and network namespaces with their machine")
  public record PartView(
      String id,
      String name,
      @Schema(allowableValues = {"part"}) String detail,
      List<Machine> machines,
      List<SegmentSummary> segments,
      List<Namespace> namespaces,
      @Schema(description = "Names that were asked for and are not there")
          @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable List<String> unknown,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable OmittedPlaces omitted) {}

  /** A pod that is not there before a walk needs it. */
  @Schema(name = "AssumedPod")
  public record AssumedPod(
      @Schema(example = "podlane-stand-in/stand-in-default") String id,
      @Schema(example = "node-1") String machine) {}

  /** The number of places that an answer leaves out of a topology. */
  @Schema(name = "OmittedPlaces")
  public record OmittedPlaces(int machines, int segments, int namespaces) {}

  /** A box with its own kernel: a node, the router, or a host of a network without Kubernetes. */
  @Schema(name = "Machine")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Machine(
      @Schema(example = "node-1") String id,
      @Schema(allowableValues = {"node", "router", "host"}) String kind,
      String label,
      boolean ready,
      @Schema(description = "Zone of a node, by its labels") @Nullable String zone,
      @Schema(description = "Rack of a node, by its labels") @Nullable String rack) {}

  /** A summary of a machine; an absent count is 0, and an absent state is the desired one. */
  @Schema(name = "MachineSummary")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record MachineSummary(
      @Schema(example = "node-1") String id,
      @Schema(allowableValues = {"node", "router", "host"}) String kind,
      @Nullable Boolean ready,
      @Schema(description = "Zone of a node, by its labels") @Nullable String zone,
      @Schema(description = "Rack of a node, by its labels") @Nullable String rack,
      @Schema(description = "Pods or containers on it") @Nullable Integer pods,
      @Schema(description = "What is wrong with it and its pods") @Nullable Integer problems) {}

  /** A wire that several NICs hang from, as how many do. */
  @Schema(name = "SegmentSummary")
  public record SegmentSummary(
      @Schema(example = "lan") String id,
      @Schema(example = "10.100.0.0/24") String label,
      int members) {}

  /** The machines of a cluster, each as a summary. */
  @Schema(
      name = "TopologySummary",
      description = "The machines of a cluster, without what is on them")
  public record SummaryView(
      String id,
      String name,
      @Schema(allowableValues = {"machines"}) String detail,
      @Schema(description = "Network namespaces in all") int namespaces,
      @Schema(description = "The number of the first of these machines, from 0") int from,
      List<MachineSummary> machines,
      List<SegmentSummary> segments,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable OmittedPlaces omitted) {}

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
      @Schema(description = "true while its cable is cut; left out otherwise")
          @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable Boolean cut,
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
      @Schema(description = "Left out if no policy selects it")
          @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable GatesView gates,
      List<ContainerView> containers) {}

  /** Policies that select a pod, or may, by direction. */
  @Schema(name = "Gates")
  public record GatesView(
      @Schema(example = "[\"NetworkPolicy default/deny-all\"]") List<String> ingress,
      List<String> egress) {}

  /** The choices that make the network of a cluster. */
  @Schema(name = "NetworkChoice")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record NetworkView(
      @Schema(
              description =
                  "Name of the ClusterNetwork; absent if the documents hold none, so that a field"
                      + " cannot be set but the object added",
              example = "shop")
          @Nullable String name,
      @Schema(example = "flannel-vxlan") String podNetwork,
      @Schema(allowableValues = {"iptables", "nftables", "ipvs"}) String proxyMode,
      @Schema(
              description = "The program that enforces policies; none: nothing does",
              example = "kube-network-policies")
          String policyEngine,
      @Schema(description = "False if walks that meet a policy end as unknown")
          boolean policiesSimulated) {}

  /** An endpoint of a Service, as its EndpointSlice has it. */
  @Schema(name = "PlateEndpoint")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record EndpointView(
      @Schema(example = "default/web-1") @Nullable String pod,
      String address,
      boolean ready,
      boolean terminating) {}

  /** A Service: an address that no interface has. */
  @Schema(name = "ServicePlate")
  public record ServiceView(
      String namespace,
      String name,
      @Schema(example = "ClusterIP") String type,
      @Schema(example = "10.200.0.20") List<String> addresses,
      @Schema(example = "80/TCP") List<String> ports,
      @Schema(description = "Of the ports that have one") List<Integer> nodePorts,
      @Schema(description = "Addresses in status.loadBalancer") List<String> loadBalancer,
      @Schema(description = "The first 100") List<EndpointView> endpoints) {}

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
