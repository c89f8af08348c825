package dev.podlane.answer.evidence;

import dev.podlane.answer.TraceView.EvidenceView;
import dev.podlane.trace.step.NeighbourStep;
import java.util.List;

/** The tables that steps of address resolution looked at. */
final class NeighbourEvidence implements NeighbourStep.Visitor<List<EvidenceView>> {
  private final EvidenceTables tables;
  private final String namespace;

  NeighbourEvidence(EvidenceTables tables, String namespace) {
    this.tables = tables;
    this.namespace = namespace;
  }

  @Override
  public List<EvidenceView> visit(NeighbourStep.NeighbourResolved it) {
    return tables.neighbours(namespace, it.device(), it.ip(), it.table());
  }

  @Override
  public List<EvidenceView> visit(NeighbourStep.NeighbourMissing it) {
    return tables.neighbours(namespace, it.device(), it.ip(), it.table());
  }

  @Override
  public List<EvidenceView> visit(NeighbourStep.NeighbourWaiting it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(NeighbourStep.ArpRequestSent it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(NeighbourStep.ArpReplySent it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(NeighbourStep.NeighbourLearned it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(NeighbourStep.ArpIgnored it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(NeighbourStep.NeighbourFailed it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(NeighbourStep.HeaderBuilt it) {
    return List.of();
  }
}
