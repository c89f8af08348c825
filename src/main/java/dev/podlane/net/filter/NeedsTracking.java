package dev.podlane.net.filter;

/**
 * Tells if a target works on connections, so that the kernel tracks them where the target is used.
 */
final class NeedsTracking implements Target.Visitor<Boolean> {
  @Override
  public Boolean visit(Target.Accept it) {
    return false;
  }

  @Override
  public Boolean visit(Target.Drop it) {
    return false;
  }

  @Override
  public Boolean visit(Target.Return it) {
    return false;
  }

  @Override
  public Boolean visit(Target.Jump it) {
    return false;
  }

  @Override
  public Boolean visit(Target.Goto it) {
    return false;
  }

  @Override
  public Boolean visit(Target.Reject it) {
    return false;
  }

  @Override
  public Boolean visit(Target.Mark it) {
    return false;
  }

  @Override
  public Boolean visit(Target.ConnectionMark it) {
    return true;
  }

  @Override
  public Boolean visit(Target.Dnat it) {
    return true;
  }

  @Override
  public Boolean visit(Target.Snat it) {
    return true;
  }

  @Override
  public Boolean visit(Target.NoTrack it) {
    return true;
  }

  @Override
  public Boolean visit(Target.Log it) {
    return false;
  }

  @Override
  public Boolean visit(Target.TcpMss it) {
    return false;
  }

  @Override
  public Boolean visit(Target.NetMap it) {
    return true;
  }

  @Override
  public Boolean visit(Target.Extension it) {
    return it.name().equals("CT") || it.name().equals("CONNSECMARK");
  }

  @Override
  public Boolean visit(Target.Statements it) {
    return it.list().stream().anyMatch(StatementTracking::needs);
  }

  @Override
  public Boolean visit(Target.Unknown it) {
    return false;
  }
}
