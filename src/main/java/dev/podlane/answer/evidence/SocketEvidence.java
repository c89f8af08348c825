package dev.podlane.answer.evidence;

import dev.podlane.answer.TraceView.EvidenceView;
import dev.podlane.net.ns.Listener;
import dev.podlane.trace.step.SocketStep;
import java.util.List;

/** The tables that steps of sockets looked at. */
final class SocketEvidence implements SocketStep.Visitor<List<EvidenceView>> {
  private final EvidenceTables tables;
  private final String namespace;

  SocketEvidence(EvidenceTables tables, String namespace) {
    this.tables = tables;
    this.namespace = namespace;
  }

  @Override
  public List<EvidenceView> visit(SocketStep.SocketSend it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(SocketStep.SocketRetransmit it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(SocketStep.SocketDelivered it) {
    Listener used = it.listener();
    return tables.sockets(namespace, it.sockets(), used, used.protocol(), used.port());
  }

  @Override
  public List<EvidenceView> visit(SocketStep.SocketMissing it) {
    return tables.sockets(namespace, it.sockets(), null, it.protocol(), it.port());
  }

  @Override
  public List<EvidenceView> visit(SocketStep.ReplyUnexpected it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(SocketStep.EchoAnswered it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(SocketStep.ReplyReceived it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(SocketStep.ResetReceived it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(SocketStep.ErrorReceived it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(SocketStep.SendFailed it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(SocketStep.SocketIgnored it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(SocketStep.HalfOpenDropped it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(SocketStep.TimedOut it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(SocketStep.ConnectionAccepted it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(SocketStep.SegmentSent it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(SocketStep.SegmentTaken it) {
    return List.of();
  }

  @Override
  public List<EvidenceView> visit(SocketStep.ErrorNoted it) {
    return List.of();
  }
}
