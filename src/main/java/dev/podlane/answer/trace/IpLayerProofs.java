package dev.podlane.answer.trace;

import dev.podlane.console.ProofCommand;
import dev.podlane.trace.step.IpStep;
import java.util.Optional;

/**
 * The command that shows on a real machine the facts that a step of the IP layer relies on. A route
 * lookup is proved by asking the same question: same source, same incoming device.
 */
final class IpLayerProofs implements IpStep.Visitor<Optional<ProofCommand>> {
  private final String namespace;

  IpLayerProofs(String namespace) {
    this.namespace = namespace;
  }

  @Override
  public Optional<ProofCommand> visit(IpStep.RouteLookup lookup) {
    return Optional.of(ProofCommand.routeGet(namespace, lookup.query()));
  }

  @Override
  public Optional<ProofCommand> visit(IpStep.RedirectApplied it) {
    return Optional.empty();
  }

  @Override
  public Optional<ProofCommand> visit(IpStep.SourceSelected it) {
    return Optional.empty();
  }

  @Override
  public Optional<ProofCommand> visit(IpStep.SourceChecked checked) {
    return Optional.of(
        ProofCommand.sysctl(
            namespace,
            "net/ipv4/conf/all/rp_filter",
            "net/ipv4/conf/" + checked.device() + "/rp_filter"));
  }

  @Override
  public Optional<ProofCommand> visit(IpStep.HookPassed it) {
    return Optional.empty();
  }

  @Override
  public Optional<ProofCommand> visit(IpStep.ForwardingChecked forwarding) {
    return Optional.of(
        ProofCommand.sysctl(namespace, "net/ipv4/conf/" + forwarding.device() + "/forwarding"));
  }

  @Override
  public Optional<ProofCommand> visit(IpStep.TtlDecremented it) {
    return Optional.empty();
  }

  @Override
  public Optional<ProofCommand> visit(IpStep.Fragmented it) {
    return Optional.of(ProofCommand.link(namespace, it.device()));
  }

  @Override
  public Optional<ProofCommand> visit(IpStep.FragmentHeld it) {
    return Optional.empty();
  }

  @Override
  public Optional<ProofCommand> visit(IpStep.Reassembled it) {
    return Optional.empty();
  }

  @Override
  public Optional<ProofCommand> visit(IpStep.TooBig it) {
    return Optional.of(ProofCommand.link(namespace, it.device()));
  }

  @Override
  public Optional<ProofCommand> visit(IpStep.PathMtuApplied applied) {
    return Optional.of(ProofCommand.way(namespace, applied.destination()));
  }

  @Override
  public Optional<ProofCommand> visit(IpStep.LocalDelivery it) {
    return Optional.empty();
  }

  @Override
  public Optional<ProofCommand> visit(IpStep.SourceRefused it) {
    return Optional.empty();
  }

  @Override
  public Optional<ProofCommand> visit(IpStep.Dropped it) {
    return Optional.empty();
  }
}
