package dev.podlane.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.net.addr.Ip;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Service with its addresses, ports and endpoints, written or allocated. */
@Schema(name = "Service")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ServiceView(
    String namespace,
    String name,
    @Schema(allowableValues = {"ClusterIP", "NodePort", "LoadBalancer", "ExternalName"})
        String type,
    @Schema(description = "clusterIP is None") boolean headless,
    @Schema(example = "[\"10.96.0.10\"]") List<String> clusterIPs,
    List<String> externalIPs,
    @Schema(description = "Addresses in status.loadBalancer") List<String> loadBalancer,
    @Nullable String externalName,
    List<PortView> ports,
    @Schema(description = "Of each port that has one") List<Integer> nodePorts,
    @Nullable Integer healthCheckNodePort,
    @Schema(
            description = "Seconds for which a client keeps its endpoint; absent without affinity",
            example = "10800")
        @Nullable Integer sessionAffinitySeconds,
    List<SliceView> endpointSlices) {

  /** A port of a Service. */
  @Schema(name = "ServicePort")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PortView(
      String name,
      String protocol,
      int port,
      @Schema(description = "A number or a name") String targetPort,
      @Nullable Integer nodePort) {}

  /** Endpoints with the same ports and of one family. */
  @Schema(name = "EndpointSlice")
  public record SliceView(
      String name,
      @Schema(allowableValues = {"IPv4", "IPv6", "FQDN"}) String family,
      List<SlicePortView> ports,
      List<EndpointView> endpoints) {}

  /** A port of every endpoint of a slice. */
  @Schema(name = "EndpointPort")
  public record SlicePortView(String name, String protocol, int port) {}

  /** One endpoint; conditions as the EndpointSlice has them. */
  @Schema(name = "Endpoint")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record EndpointView(
      @Schema(description = "As namespace/name; absent if it is no pod") @Nullable String pod,
      String address,
      @Nullable String node,
      @Nullable String zone,
      @Nullable String hostname,
      boolean ready,
      boolean serving,
      boolean terminating,
      @Nullable HintsView hints) {}

  /** The clients that an endpoint is meant for. */
  @Schema(name = "Hints")
  public record HintsView(List<String> forZones, List<String> forNodes) {}

  /** The view of a Service of a cluster. */
  public static ServiceView of(Cluster cluster, Service service) {
    int health = service.traffic().healthCheckNodePort();
    int affinity = service.traffic().affinitySeconds();
    return new ServiceView(
        service.ref().namespace(),
        service.ref().name(),
        service.type().text(),
        service.headless(),
        texts(service.clusterIps()),
        texts(service.externalIps()),
        texts(service.loadBalancer().addresses()),
        absent(service.externalName()),
        service.ports().stream()
            .map(
                port ->
                    new PortView(
                        port.name(),
                        port.protocol().name(),
                        port.port(),
                        port.targetName().isEmpty() ? "" + port.target() : port.targetName(),
                        port.nodePort() == 0 ? null : (Integer) port.nodePort()))
            .toList(),
        service.ports().stream().map(port -> port.nodePort()).filter(port -> port > 0).toList(),
        health == 0 ? null : (Integer) health,
        affinity == 0 ? null : (Integer) affinity,
        cluster.services().slices(service).stream().map(ServiceView::slice).toList());
  }

  private static List<String> texts(List<Ip> addresses) {
    return addresses.stream().map(Ip::toString).toList();
  }

  private static @Nullable String absent(String text) {
    return text.isEmpty() ? null : text;
  }

  private static SliceView slice(EndpointSlice slice) {
    return new SliceView(
        slice.ref().name(),
        slice.addressType(),
        slice.ports().stream()
            .map(port -> new SlicePortView(port.name(), port.protocol().name(), port.number()))
            .toList(),
        slice.endpoints().stream()
            .filter(each -> !each.addresses().isEmpty())
            .map(ServiceView::endpoint)
            .toList());
  }

  private static EndpointView endpoint(EndpointSlice.Endpoint each) {
    boolean hinted = !each.forZones().isEmpty() || !each.forNodes().isEmpty();
    return new EndpointView(
        absent(each.pod()),
        each.addresses().get(0).toString(),
        absent(each.nodeName()),
        absent(each.zone()),
        absent(each.hostname()),
        each.ready(),
        each.serving(),
        each.terminating(),
        hinted ? new HintsView(each.forZones(), each.forNodes()) : null);
  }
}
