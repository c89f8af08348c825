package dev.podlane.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.podlane.answer.ReachabilityView.BecauseView;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.policy.verdict.Verdict;
import dev.podlane.workspace.CellWalk;
import dev.podlane.workspace.pairs.Cell;
import dev.podlane.workspace.pairs.Column;
import dev.podlane.workspace.pairs.Group;
import dev.podlane.workspace.pairs.PairPage;
import dev.podlane.workspace.pairs.PairRequest;
import dev.podlane.workspace.pairs.Stranger;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All pairs, or a part of them. */
@Schema(name = "Pairs", example = PairsView.EXAMPLE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PairsView(
    @Schema(
            description =
                "False if nothing in the cluster enforces policies: they then allow every pair")
        boolean enforced,
    @Schema(description = "Policies in the documents") int policies,
    @Schema(description = "Pods with a network of their own") int pods,
    @Schema(description = "Classes of pods that no policy can tell apart") int classes,
    @Schema(allowableValues = {"workload", "namespace", "class"}) String group,
    @Schema(allowableValues = {"ipv4", "ipv6"}) String family,
    PartView rows,
    PartView columns,
    @Schema(description = "The senders") List<SenderView> from,
    @Schema(description = "The receivers") List<ReceiverView> to,
    @Schema(
            description =
                "Row by row; pairs that are not asked about, and hosts outside with each other,"
                    + " have none")
        List<CellView> cells,
    @Schema(
            description =
                "Cells whose examples and reasons are left out, as the answer would be too large;"
                    + " a smaller part has them")
        @Nullable Integer withoutReasons) {
  /** An answer of the API. */
  public static final String EXAMPLE =
      """
      {"enforced": true, "policies": 2, "pods": 3, "classes": 2, "group": "workload",
       "family": "ipv4", "rows": {"first": 0, "count": 1, "total": 5},
       "columns": {"first": 0, "count": 1, "total": 4},
       "from": [{"kind": "workload", "namespace": "shop", "name": "front", "owner": "Deployment",
         "size": 2}],
       "to": [{"kind": "workload", "namespace": "shop", "name": "redis", "owner": "StatefulSet",
         "size": 1, "protocol": "tcp", "port": 6379, "source": "declared"}],
       "cells": [{"row": 0, "column": 0, "verdict": "deny", "policy": "deny", "walked": false,
         "cases": [{"verdict": "deny", "pairs": 2,
           "probe": {"from": "shop/front-x7f2p", "to": "shop/redis-0", "protocol": "tcp",
             "port": 6379},
           "because": [{"direction": "ingress", "tier": "network-policy",
             "effect": "does-not-allow",
             "object": {"kind": "NetworkPolicy", "namespace": "shop", "name": "redis"},
             "path": "spec.ingress[0].from[0].podSelector",
             "fields": [{"field": "spec.ingress[0].from[0].podSelector", "wanted": "app=cart",
               "had": "app=front"}]}]}]}]}
      """;

  /** Letters of examples and reasons that one answer has room for, about. */
  private static final long MOST_LETTERS = 7_000_000;

  /** Reasons of each case that are told. */
  private static final int MOST_REASONS = 2;

  /** A part of the rows or columns. */
  @Schema(name = "PairsPart")
  public record PartView(int first, int count, int total) {}

  /** Members of a row. */
  @Schema(name = "PairsSender")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SenderView(
      @Schema(
              description =
                  "new-pods: pods of the namespace that do not exist yet, with no label that a"
                      + " policy names. new-namespace: the same of a namespace that does not exist")
          String kind,
      @Nullable String namespace,
      @Nullable String name,
      @Schema(description = "Kind of the workload; Pod for a pod that no workload brings")
          @Nullable String owner,
      @Schema(description = "Number of pods, nodes, or ranges of addresses") int size,
      @Schema(
              description = "Of the outside: the first few ranges that policies tell apart",
              example = "[\"203.0.113.0/24\"]")
          @Nullable List<String> ranges) {}

  /** Members of a column. */
  @Schema(name = "PairsReceiver")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ReceiverView(
      String kind,
      @Nullable String namespace,
      @Nullable String name,
      @Nullable String owner,
      @Schema(description = "Number of members that are asked at this port") int size,
      @Nullable List<String> ranges,
      @Schema(allowableValues = {"tcp", "udp", "sctp"}) String protocol,
      int port,
      @Schema(
              description = "asked: by the request. assumed: they declare none",
              allowableValues = {"asked", "declared", "assumed"})
          String source) {}

  /** The pairs of a row and a column. */
  @Schema(name = "PairsCell")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CellView(
      @Schema(description = "Index in from") int row,
      @Schema(description = "Index in to") int column,
      @Schema(
              description =
                  "Over policies and the walk of an example: never better than that, so unknown"
                      + " where policies allow it and there was no walk; with walk=false over"
                      + " policies alone. mixed: some pairs are allowed and some are denied."
                      + " itself: there is no pair but a pod with itself",
              allowableValues = {"allow", "deny", "mixed", "unknown", "itself"})
          String verdict,
      @Schema(
              description = "What the policies alone say",
              allowableValues = {"allow", "deny", "mixed", "unknown", "itself"})
          String policy,
      @Schema(description = "True if the example of what policies allow was walked") boolean walked,
      @Nullable WalkView walk,
      @Schema(description = "True if too much would have to be compared") @Nullable Boolean limited,
      @Schema(description = "The verdicts of policies that occur, each once, denied ones first")
          List<CaseView> cases) {}

  /** The walk of the example that policies allow, or the reason why there is none. */
  @Schema(name = "PairsWalk")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record WalkView(
      @Schema(description = "As outcome.result of a trace", example = "refused") String result,
      @Schema(
              description =
                  "As outcome.cause.code of a trace. Without a walk: limit, if there was no more"
                      + " time; fact-missing, if an end cannot be put in the network",
              example = "no-socket")
          @Nullable String code,
      CauseView.@Nullable ObjectView object,
      @Nullable String path) {}

  /** Pairs with the same verdict. */
  @Schema(name = "PairsCase")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CaseView(
      @Schema(allowableValues = {"allow", "deny", "unknown"}) String verdict,
      @Schema(description = "Number of ordered pairs of different members") long pairs,
      @Schema(description = "An example, as a probe of POST …/traces; none if an end is not there")
          @Nullable ProbeView probe,
      @Schema(description = "The reasons for the example; empty where no policy selects either end")
          List<BecauseView> because) {}

  /** The probe of an example. */
  @Schema(name = "PairsProbe")
  public record ProbeView(String from, String to, String protocol, int port) {}

  /**
   * A part of the matrix.
   *
   * @param walks by index of the cell
   */
  public static PairsView of(
      boolean enforced,
      int policies,
      PairRequest request,
      PairPage page,
      Map<Integer, CellWalk> walks) {
    List<CellView> cells = new ArrayList<>();
    long letters = 0;
    int withoutReasons = 0;
    for (int i = 0; i < page.cells().size(); i++) {
      PairPage.At at = page.cells().get(i);
      boolean hasRoom = letters < MOST_LETTERS;
      CellView cell = view(at, page.columns().get(at.column()), walks.get(i), hasRoom);
      cells.add(cell);
      letters += hasRoom ? cell.cases().stream().mapToLong(PairsView::letters).sum() : 0;
      withoutReasons += hasRoom ? 0 : 1;
    }
    return new PairsView(
        enforced,
        policies,
        page.pods(),
        page.classes(),
        ReachabilityView.word(request.grouping()),
        ReachabilityView.word(request.family()),
        new PartView(request.row(), page.rows().size(), page.totalRows()),
        new PartView(request.column(), page.columns().size(), page.totalColumns()),
        page.rows().stream().map(PairsView::sender).toList(),
        page.columns().stream().map(PairsView::receiver).toList(),
        cells,
        withoutReasons == 0 ? null : (Integer) withoutReasons);
  }

  private static long letters(CaseView one) {
    ProbeView probe = one.probe();
    long sum = probe == null ? 60 : 120 + probe.from().length() + probe.to().length();
    for (BecauseView each : one.because()) {
      CauseView.ObjectView object = each.object();
      sum += 160 + each.path().length() + (object == null ? 0 : object.name().length());
      for (CauseView.FieldView field : each.fields()) {
        sum += 60 + ("" + field.field() + field.wanted() + field.had()).length();
      }
    }
    return sum;
  }

  private static SenderView sender(Group group) {
    return new SenderView(
        ReachabilityView.word(group.kind()),
        orNull(group.namespace()),
        orNull(group.name()),
        orNull(group.owner()),
        group.size(),
        ranges(group));
  }

  private static ReceiverView receiver(Column column) {
    Group group = column.group();
    return new ReceiverView(
        ReachabilityView.word(group.kind()),
        orNull(group.namespace()),
        orNull(group.name()),
        orNull(group.owner()),
        column.members().size(),
        ranges(group),
        ReachabilityView.word(column.protocol()),
        column.port(),
        ReachabilityView.word(column.source()));
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static @Nullable List<String> ranges(Group group) {
    List<String> ranges = new ArrayList<>();
    for (Stranger each : group.strangers()) {
      if (each instanceof Stranger.Outside its && ranges.size() < 16) {
        ranges.add(String.join(", ", its.ranges()));
      }
    }
    return ranges.isEmpty() ? null : ranges;
  }

  private static CellView view(
      PairPage.At at, Column to, @Nullable CellWalk walk, boolean reasons) {
    Cell cell = at.cell();
    Cell.Summary policy = cell.summary();
    Cell.Summary verdict = walk == null ? policy : walk.over(cell);
    return new CellView(
        at.row(),
        at.column(),
        ReachabilityView.word(verdict),
        ReachabilityView.word(policy),
        walk != null && walk.walked(),
        walk == null ? null : view(walk),
        cell.limited() ? (Boolean) true : null,
        cell.cases().stream().map(each -> view(each, to, reasons)).toList());
  }

  private static WalkView view(CellWalk walk) {
    ObjectRef object = walk.object();
    return new WalkView(
        walk.result(),
        walk.code(),
        object == null ? null : ReachabilityView.named(object),
        walk.path());
  }

  private static CaseView view(Cell.Case one, Column to, boolean reasons) {
    String from = reasons ? one.from() : null;
    String receiver = reasons ? one.to() : null;
    Verdict verdict = one.verdict();
    return new CaseView(
        ReachabilityView.word(verdict),
        one.pairs(),
        from == null || receiver == null
            ? null
            : new ProbeView(from, receiver, ReachabilityView.word(to.protocol()), to.port()),
        one.decision().because().stream()
            .limit(reasons ? MOST_REASONS : 0)
            .map(BecauseView::of)
            .toList());
  }
}
