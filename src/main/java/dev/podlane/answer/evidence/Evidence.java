package dev.podlane.answer.evidence;

import dev.podlane.answer.Localizer;
import dev.podlane.answer.TraceView.EvidenceView;
import dev.podlane.trace.Hop;
import dev.podlane.trace.step.ConnectionStep;
import dev.podlane.trace.step.IcmpStep;
import dev.podlane.trace.step.IpStep;
import dev.podlane.trace.step.LinkStep;
import dev.podlane.trace.step.NeighbourStep;
import dev.podlane.trace.step.RuleStep;
import dev.podlane.trace.step.SocketStep;
import dev.podlane.trace.step.Step;
import dev.podlane.trace.step.TunnelStep;
import java.util.List;

/** The tables a step looked at, the matched row marked and the near misses explained. */
public final class Evidence {
  private final EvidenceTables tables;
  private final FilterRows filter;
  private final ConnectionRows connections;

  public Evidence(Localizer words) {
    this.tables = new EvidenceTables(words);
    this.filter = new FilterRows(words);
    this.connections = new ConnectionRows(words);
  }

  public List<EvidenceView> of(Hop hop, Step step) {
    return step.accept(new Families(hop));
  }

  private final class Families implements Step.Visitor<List<EvidenceView>> {
    private final Hop hop;

    Families(Hop hop) {
      this.hop = hop;
    }

    @Override
    public List<EvidenceView> visit(RuleStep step) {
      return step.accept(
          (RuleStep.Visitor<List<EvidenceView>>) read -> filter.of(hop.namespace(), read));
    }

    @Override
    public List<EvidenceView> visit(ConnectionStep step) {
      return connections.of(hop, step);
    }

    @Override
    public List<EvidenceView> visit(IcmpStep step) {
      return List.of();
    }

    @Override
    public List<EvidenceView> visit(TunnelStep step) {
      return List.of();
    }

    @Override
    public List<EvidenceView> visit(IpStep step) {
      return step.accept(new IpLayerEvidence(tables, hop.namespace()));
    }

    @Override
    public List<EvidenceView> visit(LinkStep step) {
      return step.accept(new LinkEvidence(tables, hop.namespace()));
    }

    @Override
    public List<EvidenceView> visit(NeighbourStep step) {
      return step.accept(new NeighbourEvidence(tables, hop.namespace()));
    }

    @Override
    public List<EvidenceView> visit(SocketStep step) {
      return step.accept(new SocketEvidence(tables, hop.namespace()));
    }
  }
}
