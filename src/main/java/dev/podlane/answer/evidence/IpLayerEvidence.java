package dev.podlane.answer.evidence;

import dev.podlane.answer.TraceView.EvidenceView;
import dev.podlane.trace.step.IpStep;
import java.util.List;

/** The tables that steps of the IP layer looked at. */
final class IpLayerEvidence implements IpStep.Visitor<List<EvidenceView>> {
  private final EvidenceTables tables;
  private final String namespace;

  IpLayerEvidence(EvidenceTables tables, String namespace) {
    this.tables = tables;
    this.namespace = namespace;
  }

  @Override
  public List<EvidenceView> visit(IpStep.RouteLookup it) {
    return tables.routes(namespace, it);
  }

  @Override
  public List<EvidenceView> visit(IpStep.RedirectApplied it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(IpStep.SourceSelected it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(IpStep.SourceChecked it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(IpStep.HookPassed it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(IpStep.ForwardingChecked it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(IpStep.TtlDecremented it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(IpStep.Fragmented it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(IpStep.FragmentHeld it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(IpStep.Reassembled it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(IpStep.TooBig it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(IpStep.PathMtuApplied it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(IpStep.LocalDelivery it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(IpStep.SourceRefused it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(IpStep.Dropped it) {
    return List.of();
  }
}
