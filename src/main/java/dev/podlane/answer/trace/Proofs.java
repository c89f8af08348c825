package dev.podlane.answer.trace;

import dev.podlane.answer.evidence.ConnectionRows;
import dev.podlane.console.ProofCommand;
import dev.podlane.net.conntrack.ConnectionView;
import dev.podlane.net.filter.Verdict;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The command that shows on a real machine the facts that a step relies on; empty if there is none.
 */
final class Proofs implements Step.Visitor<Optional<ProofCommand>> {
  private final Hop hop;
  private final String namespace;

  private Proofs(Hop hop) {
    this.hop = hop;
    this.namespace = hop.namespace();
  }

  static @Nullable ProofCommand of(Hop hop, Step step) {
    return step.accept(new Proofs(hop)).orElse(null);
  }

  @Override
  public Optional<ProofCommand> visit(RuleStep step) {
    return step.accept(
        (RuleStep.Visitor<Optional<ProofCommand>>)
            read -> {
              Verdict.Hit by = read.verdict().by();
              String chain = by == null ? read.chain() : by.place().chain();
              return Optional.of(ProofCommand.rules(namespace, read.table(), chain));
            });
  }

  @Override
  public Optional<ProofCommand> visit(ConnectionStep step) {
    return ConnectionRows.find(hop, step)
        .map(ConnectionView::original)
        .map(from -> ProofCommand.connections(namespace, from.source(), from.destination()));
  }

  @Override
  public Optional<ProofCommand> visit(SocketStep step) {
    return step.accept(new SocketProofs(namespace));
  }

  @Override
  public Optional<ProofCommand> visit(IpStep step) {
    return step.accept(new IpLayerProofs(namespace));
  }

  @Override
  public Optional<ProofCommand> visit(NeighbourStep step) {
    return step.accept(new NeighbourProofs(namespace));
  }

  @Override
  public Optional<ProofCommand> visit(LinkStep step) {
    return step.accept(new LinkProofs(namespace));
  }

  @Override
  public Optional<ProofCommand> visit(IcmpStep step) {
    return step.accept(new IcmpProofs(namespace));
  }

  @Override
  public Optional<ProofCommand> visit(TunnelStep step) {
    return step.accept(new TunnelProofs(namespace));
  }
}
