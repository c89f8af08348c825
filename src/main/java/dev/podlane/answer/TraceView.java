package dev.podlane.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.podlane.answer.ClusterViews.AssumptionView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One walk: the request, the outcome, and everything on the way. */
@Schema(name = "Trace", description = "One walk: what was asked, how it ended, and the way")
public record TraceView(
    @Schema(allowableValues = {"story", "stages", "rows"}) String detail,
    ProbeView probe,
    OutcomeView outcome,
    @Schema(
            description =
                "Only where the destination is a name: the queries, each of them a walk of its own,"
                    + " and what they led to. If they led to no address, the hops are those of the"
                    + " deciding query.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable ResolutionView resolution,
    @Schema(description = "The hops that have steps of this detail") List<HopView> hops,
    @Schema(
            description =
                "What is told in one step and can be opened: each question of ARP with everything"
                    + " that came of it, and packets sent again that fare as the one before. The"
                    + " hops in full are in the details stages and rows.")
        List<FoldView> folds,
    @Schema(description = "Each flow as one line; flows without packets are left out")
        Map<String, String> paths,
    @Schema(
            description =
                "What the namespaces on the way track when the walk is over, of each the 200"
                    + " connections that began last")
        List<ConnectionsView> connections,
    @JsonInclude(JsonInclude.Include.NON_NULL) TopologyView.@Nullable ExtraView extra,
    @Schema(description = "Only where the answer would have become too large")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable OmittedView omitted,
    @Schema(description = "With packets=refs: each distinct packet once; steps have its index")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<PacketView> packets,
    @Schema(
            description =
                "With packets=refs, at detail=rows: each distinct table once. table in the evidence"
                    + " of a step is an index of this list, from 0.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<TableView> tables,
    @Schema(description = "Of a URL: the connection that the proxy made in its turn")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable TraceView onward,
    @Schema(
            description =
                "With queries=true, of a name: the walks of its DNS queries in the order in which"
                    + " they were sent, without one whose hops are those of the trace itself")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<QueryTraceView> queries) {

  /** A DNS query and its walk. */
  @Schema(name = "QueryTrace")
  public record QueryTraceView(ResolutionView.QueryWalkView query, TraceView trace) {}

  /**
   * The parts of a large walk that are left out of the answer: copies of a flood dropped by
   * stations they were not addressed to, and if that is not enough, the last hops. The outcome and
   * the paths are those of the whole walk.
   */
  @Schema(name = "Omitted", description = "Hops and steps of the walk that are left out")
  public record OmittedView(int hops, long steps) {}

  /** Connections of a namespace, oldest first, as conntrack -L prints them. */
  @Schema(name = "Connections")
  public record ConnectionsView(String namespace, List<String> entries) {}

  /** The probe with everything that was left open now decided. */
  @Schema(name = "ResolvedProbe")
  public record ProbeView(
      String from,
      String to,
      String protocol,
      @Nullable Integer port,
      int ttl,
      boolean cold,
      long seed,
      @Schema(description = "Octets of data") int size,
      @Schema(allowableValues = {"want", "do", "dont", "probe"}) String df,
      @Nullable Integer sourcePort,
      @Schema(description = "Data to send over the connection") @Nullable ExchangeView connection,
      @Schema(example = "10.0.1.2") @Nullable String source,
      @Schema(example = "10.0.2.2") @Nullable String destination,
      @Schema(example = "default/web-1") String fromNamespace,
      @Schema(example = "default/web-2") @Nullable String toNamespace) {}

  /** The result seen by the sending program. */
  @Schema(name = "Outcome")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record OutcomeView(
      @Schema(
              allowableValues = {
                "delivered",
                "refused",
                "timeout",
                "icmp_unreachable",
                "ttl_exceeded",
                "frag_needed",
                "local_error",
                "reset",
                "loop",
                "nxdomain",
                "pending",
                "unknown"
              })
          String result,
      @Nullable String errno,
      @Nullable CauseView cause,
      @Nullable IcmpView icmp,
      @Nullable ServerView server,
      @Schema(
              description =
                  "Every endpoint that the request could have been sent to, the chosen one too;"
                      + " absent if no rule gave it another destination")
          @JsonInclude(JsonInclude.Include.NON_EMPTY)
          List<BackendView> backends,
      @JsonProperty("reply_from") @Nullable String replyFrom,
      @JsonProperty("reply_ttl") @Nullable Integer replyTtl,
      @Schema(description = "Of a probe with a connection, once it stood: octets that got across")
          @Nullable ExchangedView connection,
      CauseView.@Nullable AnsweredByView answeredBy,
      CauseView.@Nullable OnwardView onward,
      String sentence,
      @Nullable AtView at,
      @Nullable String reason,
      @Nullable LoopView loop,
      @Nullable LimitView limit,
      @Schema(
              description =
                  "Of the result unknown: how the probe ends by routing and firewall rules alone",
              example = "delivered")
          @Nullable String routed,
      @Schema(description = "What was read, is not simulated and could change the result")
          @Nullable List<UnsimulatedView> unsimulated,
      @Schema(description = "What was decided for this probe because the documents do not say it")
          @JsonInclude(JsonInclude.Include.NON_EMPTY)
          List<AssumptionView> assumed,
      @Nullable HttpView http) {}

  /** The frame that loops for ever, of the result loop. */
  @Schema(name = "Loop", description = "Of the result loop: where a frame goes round for ever")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LoopView(
      @Schema(description = "From one return to the next, in order") List<StationView> round,
      @Schema(description = "Packets put on wires before the walk was stopped") int copies) {}

  /** A place on a loop. */
  @Schema(name = "Station")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record StationView(
      String namespace,
      @Schema(description = "The device the frame comes in by", example = "eth0") String device,
      @Schema(description = "The bridge that sends it on", example = "br0")
          @Nullable String bridge) {}

  /** A bound that was reached. */
  @Schema(name = "Limit", description = "Where a bound ended the walk: which, and how much it is")
  public record LimitView(
      @Schema(allowableValues = {"copies", "steps", "rules", "octets", "tunnels", "milliseconds"})
          String of,
      long most) {}

  /** An ICMP error as the sender received it, in the words of recordings. */
  @Schema(name = "IcmpError")
  public record IcmpView(
      int type,
      int code,
      String from,
      @Schema(description = "Of type 3 code 4: the most that fits") @Nullable Integer mtu,
      @Schema(description = "Of type 3, besides code 4", example = "host")
          @Nullable String meaning) {}

  /** The place where the last packet ended. */
  @Schema(name = "At")
  public record AtView(String flow, String namespace, @Nullable String device) {}

  /** The stay of one packet in one namespace. */
  @Schema(name = "Hop")
  public record HopView(
      int id,
      @Schema(
              description =
                  "The step it follows from. Where that step is of a finer detail than was asked"
                      + " for, the last step before it that is told.")
          @Nullable ParentView parent,
      int tick,
      long timeMillis,
      @Schema(
              allowableValues = {
                "request",
                "reply",
                "error",
                "redirect",
                "arp",
                "connection",
                "earlier"
              })
          String flow,
      int packet,
      String namespace,
      boolean infra,
      List<StepView> steps) {}

  /** A step of another hop. */
  @Schema(name = "Parent")
  public record ParentView(int hop, int step) {}

  /** One thing that happened to the packet. */
  @Schema(name = "Step")
  public record StepView(
      int index,
      @Schema(description = "Position in the order of play of the whole trace") int seq,
      @Schema(example = "RouteLookup") String type,
      @Schema(
              description = "The least detail that has the step",
              allowableValues = {"story", "stage", "row"})
          String level,
      @Nullable String device,
      String sentence,
      @Schema(
              description =
                  "What happened, by name. Below detail=rows a list has at most 10 entries; how"
                      + " many were left out is in the field of its name with Omitted.")
          Map<String, Object> fields,
      @Schema(oneOf = {PacketView.class, Integer.class}) @Nullable SeenPacketView before,
      @Schema(oneOf = {PacketView.class, Integer.class}) @Nullable SeenPacketView after,
      @Schema(description = "The tables it looked at; only with detail=rows")
          @JsonInclude(JsonInclude.Include.NON_NULL)
          @Nullable List<SeenTableView> evidence,
      @Schema(
              example = "ip netns exec node-1 ip route get 10.0.2.2 from 10.0.1.2 iif cbr0",
              description = "Shows the same on a real machine")
          @Nullable String command) {}

  /** A packet at a step: itself, or where in the trace it stands. */
  @Schema(hidden = true)
  public sealed interface SeenPacketView {}

  /** A packet by its place in the list of packets of its trace. */
  @Schema(hidden = true)
  public record PacketRefView(@JsonValue int index) implements SeenPacketView {}

  /** A packet, outermost layer first. */
  @Schema(name = "Packet")
  public record PacketView(
      @Schema(example = "10.0.1.2→10.0.2.2 · TTL 62") String summary, List<LayerView> layers)
      implements SeenPacketView {}

  /** A header; its fields stand in the order they are shown. */
  @Schema(name = "Layer")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LayerView(
      @Schema(example = "ipv4") String type,
      Map<String, String> fields,
      @Schema(
              description = "Set where it is no header of the packet itself but lies inside",
              allowableValues = {"tunnel", "quoted"})
          @Nullable String inside) {}

  /** A table a step looked at: itself, or where in the trace it stands. */
  @Schema(
      name = "StepEvidence",
      oneOf = {EvidenceView.class, TableRefView.class})
  public sealed interface SeenTableView permits EvidenceView, TableRefView {}

  /** A table the step looked at. */
  @Schema(name = "Evidence")
  public record EvidenceView(
      @Schema(example = "node-1 · ip route show table main") String title,
      List<String> columns,
      List<RowView> rows,
      @Schema(description = "Rows left out because the table is long") int omitted)
      implements SeenTableView {}

  /** A row of a table. */
  @Schema(name = "EvidenceRow")
  public record RowView(
      List<String> cells,
      @Schema(allowableValues = {"matched", "near", "other"}) String verdict,
      @Schema(description = "Why it matched or missed") String note) {}

  /** Several traces, in the order of their probes. */
  @Schema(name = "Traces")
  public record TracesView(List<TraceView> traces) {}
}
