package dev.podlane.answer.evidence;

import dev.podlane.answer.TraceView.EvidenceView;
import dev.podlane.trace.step.LinkStep;
import java.util.List;

/** The tables that steps of devices and bridges looked at. */
final class LinkEvidence implements LinkStep.Visitor<List<EvidenceView>> {
  private final EvidenceTables tables;
  private final String namespace;

  LinkEvidence(EvidenceTables tables, String namespace) {
    this.tables = tables;
    this.namespace = namespace;
  }

  @Override
  public List<EvidenceView> visit(LinkStep.FrameReceived it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(LinkStep.FrameTransmitted it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(LinkStep.BridgeLearned it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(LinkStep.BridgeNetfilter it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(LinkStep.BridgeForwarded it) {
    return tables.fdb(namespace, it.bridge(), it.mac(), it.fdb());
  }

  @Override
  public List<EvidenceView> visit(LinkStep.BridgeFlooded it) {
    return tables.fdb(namespace, it.bridge(), it.mac(), it.fdb());
  }

  @Override
  public List<EvidenceView> visit(LinkStep.BridgePassedUp it) {
    return List.of();
  }
}
