package dev.podlane.answer.trace;

import dev.podlane.console.ProofCommand;
import dev.podlane.trace.step.SocketStep;
import java.util.Optional;

/** The command that shows on a real machine the facts that a step at a socket relies on. */
final class SocketProofs implements SocketStep.Visitor<Optional<ProofCommand>> {
  private final String namespace;

  SocketProofs(String namespace) {
    this.namespace = namespace;
  }

  @Override
  public Optional<ProofCommand> visit(SocketStep.SocketSend it) {
    return Optional.empty();
  }

  @Override
  public Optional<ProofCommand> visit(SocketStep.SocketRetransmit it) {
    return Optional.empty();
  }

  @Override
  public Optional<ProofCommand> visit(SocketStep.SocketDelivered it) {
    return Optional.of(
        ProofCommand.listeners(namespace, it.listener().protocol(), it.listener().port()));
  }

  @Override
  public Optional<ProofCommand> visit(SocketStep.SocketMissing it) {
    return Optional.of(ProofCommand.listeners(namespace, it.protocol(), it.port()));
  }

  @Override
  public Optional<ProofCommand> visit(SocketStep.ReplyUnexpected it) {
    return Optional.empty();
  }

  @Override
  public Optional<ProofCommand> visit(SocketStep.EchoAnswered it) {
    return Optional.empty();
  }

  @Override
  public Optional<ProofCommand> visit(SocketStep.ReplyReceived it) {
    return Optional.empty();
  }

  @Override
  public Optional<ProofCommand> visit(SocketStep.ResetReceived it) {
    return Optional.empty();
  }

  @Override
  public Optional<ProofCommand> visit(SocketStep.ErrorReceived it) {
    return Optional.empty();
  }

  @Override
  public Optional<ProofCommand> visit(SocketStep.SendFailed it) {
    return Optional.empty();
  }

  @Override
  public Optional<ProofCommand> visit(SocketStep.SocketIgnored it) {
    return Optional.empty();
  }

  @Override
  public Optional<ProofCommand> visit(SocketStep.HalfOpenDropped it) {
    return Optional.empty();
  }

  @Override
  public Optional<ProofCommand> visit(SocketStep.TimedOut it) {
    return Optional.empty();
  }

  @Override
  public Optional<ProofCommand> visit(SocketStep.ConnectionAccepted it) {
    return Optional.empty();
  }

  @Override
  public Optional<ProofCommand> visit(SocketStep.SegmentSent it) {
    return Optional.empty();
  }

  @Override
  public Optional<ProofCommand> visit(SocketStep.SegmentTaken it) {
    return Optional.empty();
  }

  @Override
  public Optional<ProofCommand> visit(SocketStep.ErrorNoted it) {
    return Optional.empty();
  }
}
