package dev.podlane.answer.trace;

import dev.podlane.console.ProofCommand;
import dev.podlane.trace.step.NeighbourStep;
import java.util.Optional;

/**
 * The command that shows on a real machine the facts that a step of address resolution relies on.
 */
final class NeighbourProofs implements NeighbourStep.Visitor<Optional<ProofCommand>> {
  private final String namespace;

  NeighbourProofs(String namespace) {
    this.namespace = namespace;
  }

  @Override
  public Optional<ProofCommand> visit(NeighbourStep.NeighbourResolved it) {
    return Optional.of(ProofCommand.neighbour(namespace, it.ip(), it.device()));
  }

  @Override
  public Optional<ProofCommand> visit(NeighbourStep.NeighbourMissing it) {
    return Optional.of(ProofCommand.neighbours(namespace, it.device()));
  }

  @Override
  public Optional<ProofCommand> visit(NeighbourStep.NeighbourWaiting it) {
    return Optional.of(ProofCommand.neighbours(namespace, it.device()));
  }

  @Override
  public Optional<ProofCommand> visit(NeighbourStep.ArpRequestSent it) {
    return Optional.of(ProofCommand.capture(namespace, it.device(), "arp"));
  }

  @Override
  public Optional<ProofCommand> visit(NeighbourStep.ArpReplySent it) {
    return Optional.of(ProofCommand.capture(namespace, it.device(), "arp"));
  }

  @Override
  public Optional<ProofCommand> visit(NeighbourStep.NeighbourLearned it) {
    return Optional.of(ProofCommand.neighbours(namespace, it.device()));
  }

  @Override
  public Optional<ProofCommand> visit(NeighbourStep.ArpIgnored it) {
    return Optional.of(ProofCommand.neighbours(namespace, it.device()));
  }

  @Override
  public Optional<ProofCommand> visit(NeighbourStep.NeighbourFailed it) {
    return Optional.of(ProofCommand.neighbours(namespace, it.device()));
  }

  @Override
  public Optional<ProofCommand> visit(NeighbourStep.HeaderBuilt it) {
    return Optional.of(ProofCommand.neighbours(namespace, it.device()));
  }
}
