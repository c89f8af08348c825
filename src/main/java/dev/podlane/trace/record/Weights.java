package dev.podlane.trace.record;

import dev.podlane.trace.step.ConnectionStep;
import dev.podlane.trace.step.IcmpStep;
import dev.podlane.trace.step.IpStep;
import dev.podlane.trace.step.LinkStep;
import dev.podlane.trace.step.NeighbourStep;
import dev.podlane.trace.step.RuleStep;
import dev.podlane.trace.step.SocketStep;
import dev.podlane.trace.step.Step;
import dev.podlane.trace.step.TunnelStep;
import java.util.List;
import java.util.function.Predicate;

/** Octets that recorded steps take, about; tables shown by several steps are weighed once. */
final class Weights implements Step.Visitor<Long> {
  /** The step, its place in the hop, and the packet it leaves. */
  private static final long STEP = 120;

  private static final long REFERENCE = 8;
  private static final long ROW = 40;
  private static final long HIT = 56;

  private final Predicate<List<?>> isNew;
  private final Link link = new Link();
  private final Neighbour neighbour = new Neighbour();

  /**
   * Weighs steps.
   *
   * @param isNew true for a table that has not been weighed before
   */
  Weights(Predicate<List<?>> isNew) {
    this.isNew = isNew;
  }

  long of(Step step) {
    return step.accept(this);
  }

  private long rows(List<?> table) {
    return isNew.test(table) ? ROW * table.size() : 0;
  }

  @Override
  public Long visit(LinkStep step) {
    return step.accept(link);
  }

  @Override
  public Long visit(NeighbourStep step) {
    return step.accept(neighbour);
  }

  @Override
  public Long visit(RuleStep step) {
    return step.accept((RuleStep.Visitor<Long>) read -> STEP + HIT * read.verdict().hits().size());
  }

  @Override
  public Long visit(SocketStep step) {
    return STEP;
  }

  @Override
  public Long visit(IpStep step) {
    return STEP;
  }

  @Override
  public Long visit(IcmpStep step) {
    return STEP;
  }

  @Override
  public Long visit(ConnectionStep step) {
    return STEP;
  }

  @Override
  public Long visit(TunnelStep step) {
    return STEP;
  }

  private final class Link implements LinkStep.Visitor<Long> {
    @Override
    public Long visit(LinkStep.FrameReceived it) {
      return STEP;
    }

    @Override
    public Long visit(LinkStep.FrameTransmitted it) {
      return STEP;
    }

    @Override
    public Long visit(LinkStep.BridgeLearned it) {
      return STEP;
    }

    @Override
    public Long visit(LinkStep.BridgeNetfilter it) {
      return STEP;
    }

    @Override
    public Long visit(LinkStep.BridgeForwarded forwarded) {
      return STEP + rows(forwarded.fdb());
    }

    @Override
    public Long visit(LinkStep.BridgeFlooded flooded) {
      return STEP + REFERENCE * flooded.ports().size() + rows(flooded.fdb());
    }

    @Override
    public Long visit(LinkStep.BridgePassedUp it) {
      return STEP;
    }
  }

  private final class Neighbour implements NeighbourStep.Visitor<Long> {
    @Override
    public Long visit(NeighbourStep.NeighbourResolved resolved) {
      return STEP + rows(resolved.table());
    }

    @Override
    public Long visit(NeighbourStep.NeighbourMissing missing) {
      return STEP + rows(missing.table());
    }

    @Override
    public Long visit(NeighbourStep.NeighbourWaiting it) {
      return STEP;
    }

    @Override
    public Long visit(NeighbourStep.ArpRequestSent it) {
      return STEP;
    }

    @Override
    public Long visit(NeighbourStep.ArpReplySent it) {
      return STEP;
    }

    @Override
    public Long visit(NeighbourStep.NeighbourLearned it) {
      return STEP;
    }

    @Override
    public Long visit(NeighbourStep.ArpIgnored it) {
      return STEP;
    }

    @Override
    public Long visit(NeighbourStep.NeighbourFailed it) {
      return STEP;
    }

    @Override
    public Long visit(NeighbourStep.HeaderBuilt it) {
      return STEP;
    }
  }
}
