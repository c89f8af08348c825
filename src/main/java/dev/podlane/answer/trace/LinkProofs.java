package dev.podlane.answer.trace;

import dev.podlane.console.ProofCommand;
import dev.podlane.trace.step.LinkStep;
import java.util.Optional;

/**
 * The command that shows on a real machine the facts that a step at a device or in a bridge relies
 * on.
 */
final class LinkProofs implements LinkStep.Visitor<Optional<ProofCommand>> {
  private final String namespace;

  LinkProofs(String namespace) {
    this.namespace = namespace;
  }

  @Override
  public Optional<ProofCommand> visit(LinkStep.FrameReceived received) {
    return Optional.of(ProofCommand.capture(namespace, received.device(), null));
  }

  @Override
  public Optional<ProofCommand> visit(LinkStep.FrameTransmitted transmitted) {
    return Optional.of(ProofCommand.capture(namespace, transmitted.device(), null));
  }

  @Override
  public Optional<ProofCommand> visit(LinkStep.BridgeLearned it) {
    return Optional.of(ProofCommand.forwardingDatabase(namespace, it.bridge()));
  }

  @Override
  public Optional<ProofCommand> visit(LinkStep.BridgeNetfilter it) {
    return Optional.of(ProofCommand.sysctl(namespace, "net/bridge/bridge-nf-call-iptables"));
  }

  @Override
  public Optional<ProofCommand> visit(LinkStep.BridgeForwarded it) {
    return Optional.of(ProofCommand.forwardingDatabase(namespace, it.bridge()));
  }

  @Override
  public Optional<ProofCommand> visit(LinkStep.BridgeFlooded it) {
    return Optional.of(ProofCommand.forwardingDatabase(namespace, it.bridge()));
  }

  @Override
  public Optional<ProofCommand> visit(LinkStep.BridgePassedUp it) {
    return Optional.of(ProofCommand.forwardingDatabase(namespace, it.bridge()));
  }
}
