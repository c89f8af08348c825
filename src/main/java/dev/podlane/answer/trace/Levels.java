package dev.podlane.answer.trace;

import dev.podlane.net.filter.Verdict;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Trace;
import dev.podlane.trace.step.ConnectionStep;
import dev.podlane.trace.step.DropReason;
import dev.podlane.trace.step.IpStep;
import dev.podlane.trace.step.LinkStep;
import dev.podlane.trace.step.NeighbourStep;
import dev.podlane.trace.step.RuleStep;
import dev.podlane.trace.step.SocketStep;
import dev.podlane.trace.step.Step;
import dev.podlane.trace.step.Step.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The level of detail of each step of a walk, for the API and the page alike. A step has a level by
 * itself ({@link Step#level}); in a walk it may say the same as its neighbour, and is then folded
 * into it: a frame that leaves and arrives, a program that sends and the route of its packet, an
 * address that is this host's own and the program behind it.
 */
final class Levels {
  private final List<List<Level>> levels;

  private Levels(List<List<Level>> levels) {
    this.levels = levels;
  }

  /**
   * The levels of a walk.
   *
   * @param infra tells if a namespace only carries frames, such as a switch between machines
   * @param end namespace where the conversation ended, none if it went well
   */
  static Levels of(Trace trace, Predicate<String> infra, @Nullable String end) {
    List<List<Level>> levels = new ArrayList<>();
    for (Hop hop : trace.hops()) {
      boolean aside = infra.test(hop.namespace()) && !hop.namespace().equals(end);
      levels.add(new OfHop(hop, aside).levels());
    }
    return new Levels(levels);
  }

  /** Returns a copy in which nothing of these hops is part of the story. */
  Levels without(List<Hop> hops, Predicate<Hop> folded) {
    List<List<Level>> rest = new ArrayList<>(levels);
    for (Hop hop : hops) {
      if (folded.test(hop)) {
        rest.set(hop.id(), levels.get(hop.id()).stream().map(Levels::atMostStage).toList());
      }
    }
    return new Levels(rest);
  }

  private static Level atMostStage(Level level) {
    return level == Level.STORY ? Level.STAGE : level;
  }

  Level of(Hop hop, int step) {
    return levels.get(hop.id()).get(step);
  }

  /** A hop, read from its first step to its last. */
  private static final class OfHop {
    private final Hop hop;
    private final boolean aside;
    private boolean sent;

    OfHop(Hop hop, boolean aside) {
      this.hop = hop;
      this.aside = aside;
    }

    List<Level> levels() {
      List<Level> own = new ArrayList<>(hop.steps().size());
      for (int i = 0; i < hop.steps().size(); i++) {
        Step step = step(i);
        own.add(hop.flow() == Flow.ARP ? ofArp(step) : ofPacket(step, i));
        sent =
            step instanceof LinkStep.FrameTransmitted
                || (sent && !(step instanceof LinkStep.FrameReceived));
      }
      return List.copyOf(own);
    }

    /** Address resolution is no story of its own: {@link Questions} has it in one step. */
    private Level ofArp(Step step) {
      return aside || step.level() == Level.ROW ? Level.ROW : Level.STAGE;
    }

    private Level ofPacket(Step step, int at) {
      if (isStop(step)) {
        return Level.STORY;
      }
      return aside ? Level.ROW : isFolded(step, at) ? Level.STAGE : level(step);
    }

    /**
     * A bridge's decision is part of the story, unless the host itself has sent the frame; so is
     * another attempt, unless {@link Retries} has seen that it fares as the one before.
     */
    private Level level(Step step) {
      boolean decides =
          isBridging(step) && !(step instanceof LinkStep.BridgePassedUp up && up.mac().isGroup());
      boolean again = step instanceof SocketStep.SocketRetransmit;
      return again || (decides && !sent) ? Level.STORY : step.level();
    }

    /** Returns true if a later step of the story says the same as this one. */
    private boolean isFolded(Step step, int at) {
      if (step instanceof SocketStep.SocketSend) {
        return comes(at, IpStep.RouteLookup.class::isInstance, IpStep.Dropped.class::isInstance);
      }
      if (step instanceof IpStep.RouteLookup lookup) {
        return lookup.query().in() != null && (isForBridge(at) || isDelivery(lookup, at));
      }
      if (step instanceof RuleStep.RulesRead read) {
        Verdict.Ending ending = read.verdict().ending();
        boolean rewrites =
            ending instanceof Verdict.Ending.Destination || ending instanceof Verdict.Ending.Source;
        return rewrites
            && comes(
                at,
                ConnectionStep.Translated.class::isInstance,
                RuleStep.RulesRead.class::isInstance);
      }
      return step instanceof IpStep.Dropped;
    }

    /** Looked up for bridge netfilter, when the destination was rewritten; the bridge decides. */
    private boolean isForBridge(int at) {
      return comes(
          at,
          OfHop::isBridging,
          step -> step instanceof LinkStep.FrameTransmitted || step instanceof IpStep.RouteLookup);
    }

    private boolean isDelivery(IpStep.RouteLookup lookup, int at) {
      return lookup.decision() instanceof RouteDecision.Local
          && comes(
              at, IpStep.LocalDelivery.class::isInstance, IpStep.RouteLookup.class::isInstance);
    }

    /** Returns true if such a step comes before the next one that ends the search. */
    private boolean comes(int at, Predicate<Step> wanted, Predicate<Step> end) {
      for (int i = at + 1; i < hop.steps().size() && !end.test(step(i)); i++) {
        if (wanted.test(step(i))) {
          return true;
        }
      }
      return false;
    }

    private static boolean isBridging(Step step) {
      return step instanceof LinkStep.BridgeForwarded
          || step instanceof LinkStep.BridgeFlooded
          || step instanceof LinkStep.BridgePassedUp;
    }

    private Step step(int at) {
      return hop.steps().get(at).step();
    }
  }

  /**
   * Returns true if a packet ends here against its sender's intent; a flooded copy that was not for
   * this station does not.
   */
  static boolean isStop(Step step) {
    return step instanceof NeighbourStep.NeighbourFailed
        || step instanceof SocketStep.SendFailed
        || (step instanceof IpStep.Dropped dropped && dropped.reason() != DropReason.OTHERHOST);
  }
}
