package dev.podlane.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.podlane.answer.ClusterViews.ObjectView;
import dev.podlane.answer.TopologyView.DeviceView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One network namespace in full Linux detail. */
@Schema(name = "NetworkNamespace", description = "One network namespace in full Linux detail")
public record NamespaceView(
    @Schema(example = "node-1") String id,
    String kind,
    @Nullable String machine,
    List<DeviceView> devices,
    List<AddressView> addresses,
    @Schema(
            description = "Policy rules as ip rule prints them",
            example = "[\"32766: from all lookup main\"]")
        List<String> rules,
    List<RouteView> routes,
    List<NeighbourView> neighbours,
    List<FdbView> fdb,
    List<ChainView> chains,
    List<SetView> sets,
    List<SocketView> sockets,
    Map<String, String> sysctls,
    @Schema(description = "Settings of the input that Podlane keeps but does not model yet")
        List<String> unmodelled,
    @Schema(
            description =
                "What each element comes from, by its id: devices, addresses, routes, rules,"
                    + " chains, sets, neighbours, sockets and settings")
        Map<String, OriginView> origins,
    @Schema(
            description = "How many rows of a long list are left out, by the name of the list",
            example = "{\"routes\": 140000}")
        Map<String, Integer> omitted,
    @Nullable ObjectView object,
    @Schema(description = "The object's own YAML, redacted") @Nullable String yaml) {

  /** The origin of an element. */
  @Schema(name = "Origin")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record OriginView(
      @Schema(
              description = "desired: the documents ask for it; edited: a command made it",
              allowableValues = {"desired", "edited"})
          String source,
      @Nullable ObjectView object,
      @Schema(
              description = "The field of the object that asks for it; empty: the object itself",
              example = "spec.podCIDR")
          @Nullable String path,
      @Schema(example = "block-route") @Nullable String reason,
      @Schema(description = "The number of the edit that made it") @Nullable Integer edit) {}

  /** An address of a device. */
  @Schema(name = "Address")
  public record AddressView(
      String id,
      String address,
      String device,
      @Nullable ObjectView object,
      @Nullable String reason) {}

  /** A row of a routing table, as {@code ip route} prints it and by fields. */
  @Schema(name = "Route")
  public record RouteView(
      String id,
      @Schema(example = "main") String table,
      @Schema(example = "10.0.1.0/24 dev cbr0 proto kernel scope link src 10.0.1.1") String text,
      String destination,
      String type,
      @Nullable String via,
      @Nullable String dev,
      @Nullable String src,
      long metric,
      String protocol,
      @Nullable ObjectView object,
      @Schema(example = "block-route") @Nullable String reason) {}

  /** A permanent neighbour entry. */
  @Schema(name = "Neighbour")
  public record NeighbourView(String id, String address, String device, String mac, String state) {}

  /**
   * A row of a forwarding database that does not age: of a bridge, or of a tunnel with its far end.
   */
  @Schema(name = "FdbEntry")
  public record FdbView(
      @Nullable String id,
      String mac,
      String device,
      @Nullable String bridge,
      @Nullable String dst,
      String state) {}

  /** A chain of netfilter rules, as {@code iptables -S} prints it. */
  @Schema(name = "Chain")
  public record ChainView(
      @Schema(example = "node-1/chain/nat/POSTROUTING") String id,
      @Schema(example = "nat") String table,
      @Schema(example = "POSTROUTING") String chain,
      @Schema(description = "Of a built-in chain", example = "ACCEPT") @Nullable String policy,
      @Schema(description = "How many rules there are") int size,
      @Schema(description = "The first of them, at most 200") List<String> rules,
      @Schema(description = "The ids of these rules, in the same order") List<String> ruleIds) {
    public ChainView {
      rules = List.copyOf(rules);
      ruleIds = List.copyOf(ruleIds);
    }
  }

  /** A set of addresses and ports. */
  @Schema(name = "IpSet")
  public record SetView(
      String id, String name, @Schema(example = "hash:ip") String type, int size) {}

  /** A listening socket, or an attempt that failed. */
  @Schema(name = "Socket")
  public record SocketView(
      String protocol,
      String address,
      int port,
      String process,
      @Schema(description = "Set if the bind failed", example = "EADDRINUSE")
          @Nullable String error,
      @Nullable ObjectView object) {}
}
