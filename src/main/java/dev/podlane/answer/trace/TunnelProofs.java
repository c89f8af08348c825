package dev.podlane.answer.trace;

import dev.podlane.console.ProofCommand;
import dev.podlane.trace.step.TunnelStep;
import java.util.Optional;

/** The command that shows on a real machine the facts that a step of a tunnel relies on. */
final class TunnelProofs implements TunnelStep.Visitor<Optional<ProofCommand>> {
  private final String namespace;

  TunnelProofs(String namespace) {
    this.namespace = namespace;
  }

  @Override
  public Optional<ProofCommand> visit(TunnelStep.RemoteFound it) {
    return Optional.of(ProofCommand.remotes(namespace, it.device()));
  }

  @Override
  public Optional<ProofCommand> visit(TunnelStep.Encapsulated it) {
    if (it.vni() == TunnelStep.NO_VNI) {
      return Optional.empty(); // the way to the other end is that of the route before
    }
    return Optional.of(ProofCommand.remotes(namespace, it.device()));
  }

  @Override
  public Optional<ProofCommand> visit(TunnelStep.Bypassed it) {
    return Optional.of(ProofCommand.remotes(namespace, it.device()));
  }

  @Override
  public Optional<ProofCommand> visit(TunnelStep.Decapsulated it) {
    if (it.vni() == TunnelStep.NO_VNI) {
      return Optional.empty();
    }
    return Optional.of(ProofCommand.remotes(namespace, it.device()));
  }

  @Override
  public Optional<ProofCommand> visit(TunnelStep.RemoteLearned it) {
    return Optional.of(ProofCommand.remotes(namespace, it.device()));
  }
}
