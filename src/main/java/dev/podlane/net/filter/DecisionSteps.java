package dev.podlane.net.filter;

import dev.podlane.net.filter.StatementRunner.Step;
import dev.podlane.net.filter.nft.Decision;

/** The effect of each verdict that a rule of nftables can state. */
final class DecisionSteps implements Decision.Visitor<Step> {
  private static Step does(Target target) {
    return new Step.Does(target);
  }

  @Override
  public Step visit(Decision.Accept it) {
    return does(new Target.Accept());
  }

  @Override
  public Step visit(Decision.Drop it) {
    return does(new Target.Drop());
  }

  @Override
  public Step visit(Decision.Return it) {
    return does(new Target.Return());
  }

  @Override
  public Step visit(Decision.Continue it) {
    return new Step.Next();
  }

  @Override
  public Step visit(Decision.Jump it) {
    return does(new Target.Jump(it.chain()));
  }

  @Override
  public Step visit(Decision.Goto it) {
    return does(new Target.Goto(it.chain()));
  }
}
