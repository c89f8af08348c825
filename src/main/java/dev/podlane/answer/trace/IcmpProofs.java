package dev.podlane.answer.trace;

import dev.podlane.console.ProofCommand;
import dev.podlane.trace.step.IcmpStep;
import java.util.Optional;

/**
 * The command that shows on a real machine the facts that a step with an ICMP message relies on.
 */
final class IcmpProofs implements IcmpStep.Visitor<Optional<ProofCommand>> {
  private final String namespace;

  IcmpProofs(String namespace) {
    this.namespace = namespace;
  }

  @Override
  public Optional<ProofCommand> visit(IcmpStep.IcmpErrorSent it) {
    return Optional.empty();
  }

  @Override
  public Optional<ProofCommand> visit(IcmpStep.IcmpErrorSuppressed it) {
    return Optional.empty();
  }

  @Override
  public Optional<ProofCommand> visit(IcmpStep.PathMtuLearned it) {
    return Optional.of(ProofCommand.way(namespace, it.destination()));
  }

  @Override
  public Optional<ProofCommand> visit(IcmpStep.RedirectSent it) {
    return Optional.empty();
  }

  @Override
  public Optional<ProofCommand> visit(IcmpStep.RedirectReceived it) {
    return Optional.empty();
  }
}
