package dev.podlane.console.nft.text;

import dev.podlane.net.filter.nft.Decision;

/** Verdicts as nft prints them. */
final class DecisionText implements Decision.Visitor<String> {
  private static final DecisionText PRINTER = new DecisionText();

  private DecisionText() {}

  static String of(Decision decision) {
    return decision.accept(PRINTER);
  }

  @Override
  public String visit(Decision.Accept it) {
    return "accept";
  }

  @Override
  public String visit(Decision.Drop it) {
    return "drop";
  }

  @Override
  public String visit(Decision.Return it) {
    return "return";
  }

  @Override
  public String visit(Decision.Continue it) {
    return "continue";
  }

  @Override
  public String visit(Decision.Jump it) {
    return "jump " + it.chain();
  }

  @Override
  public String visit(Decision.Goto it) {
    return "goto " + it.chain();
  }
}
