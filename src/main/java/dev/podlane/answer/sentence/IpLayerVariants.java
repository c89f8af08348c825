package dev.podlane.answer.sentence;

import dev.podlane.trace.step.IpStep;

/** Selects the variant of the sentence for a step of the IP layer. */
final class IpLayerVariants implements IpStep.Visitor<String> {
  @Override
  public String visit(IpStep.RouteLookup lookup) {
    return RouteWords.variant(lookup.decision());
  }

  @Override
  public String visit(IpStep.RedirectApplied it) {
    return "";
  }

  @Override
  public String visit(IpStep.SourceSelected selected) {
    return selected.fromRoute() ? "route" : "device";
  }

  @Override
  public String visit(IpStep.SourceChecked checked) {
    return checked.rpFilter() == 0 ? "off" : "on";
  }

  @Override
  public String visit(IpStep.HookPassed it) {
    return "";
  }

  @Override
  public String visit(IpStep.ForwardingChecked forwarding) {
    return StepVariants.onOff(forwarding.enabled());
  }

  @Override
  public String visit(IpStep.TtlDecremented it) {
    return "";
  }

  @Override
  public String visit(IpStep.Fragmented it) {
    return "";
  }

  @Override
  public String visit(IpStep.FragmentHeld it) {
    return "";
  }

  @Override
  public String visit(IpStep.Reassembled it) {
    return "";
  }

  @Override
  public String visit(IpStep.TooBig it) {
    return "";
  }

  @Override
  public String visit(IpStep.PathMtuApplied it) {
    return "";
  }

  @Override
  public String visit(IpStep.LocalDelivery it) {
    return "";
  }

  @Override
  public String visit(IpStep.SourceRefused it) {
    return "";
  }

  @Override
  public String visit(IpStep.Dropped it) {
    return "";
  }
}
