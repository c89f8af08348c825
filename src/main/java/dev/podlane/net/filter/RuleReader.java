package dev.podlane.net.filter;

import dev.podlane.net.filter.Verdict.Ending;
import dev.podlane.net.filter.Verdict.Hit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the rules of a table as Linux does (ipt_do_table in net/ipv4/netfilter/ip_tables.c). */
public final class RuleReader {
  private RuleReader() {}

  /** Where to go on after a chain that was jumped to. */
  private record Return(Chain chain, int position) {}

  /** What a packet meets at a hook of a table that has a chain there. */
  public static Verdict read(Table table, Hook hook, Subject given) {
    Chain base = table.chain(hook.name()).orElseThrow();
    Subject subject = given;
    boolean tracked = true;
    List<Hit> hits = new ArrayList<>();
    Deque<Return> stack = new ArrayDeque<>();
    Chain chain = base;
    int position = 0;
    while (true) {
      position = chain.next(position, subject);
      if (position >= chain.rules().size()) {
        if (stack.isEmpty()) {
          return end(policy(base), null, subject, tracked, hits);
        }
        Return back = stack.pop();
        chain = back.chain();
        position = back.position();
        continue;
      }
      Rule rule = chain.rules().get(position);
      RulePlace place = new RulePlace(table.kind().text(), chain.name(), position);
      position++;
      Rule.Answer answer = rule.ask(subject, place);
      subject.around().asked(answer != Rule.Answer.NO);
      if (answer == Rule.Answer.NO) {
        continue;
      }
      Target target = rule.target();
      if (answer == Rule.Answer.OPEN || target instanceof Target.Unknown) {
        Optional<String> unknown = rule.unknown();
        if (unknown.isEmpty()) {
          continue; // whether it is logged changes nothing
        }
        Hit hit = new Hit(place, rule);
        hits.add(hit);
        return end(new Ending.Unknown(unknown.get()), hit, subject, tracked, hits);
      }
      Hit hit = new Hit(place, rule);
      hits.add(hit);
      Ending ending = ending(target);
      if (ending != null) {
        return end(ending, hit, subject, tracked, hits);
      }
      if (target instanceof Target.Return) {
        position = Integer.MAX_VALUE;
      } else if (target instanceof Target.Jump jump) {
        stack.push(new Return(chain, position));
        chain = table.chain(jump.chain()).orElseThrow();
        position = 0;
      } else if (target instanceof Target.Goto to) {
        chain = table.chain(to.chain()).orElseThrow();
        position = 0;
      } else {
        tracked = tracked && !(target instanceof Target.NoTrack);
        subject = marked(target, subject);
      }
    }
  }

  private static Verdict end(
      Ending ending, @Nullable Hit by, Subject subject, boolean tracked, List<Hit> hits) {
    return new Verdict(ending, by, subject.mark(), subject.tracking().mark(), tracked, hits);
  }

  private static Ending policy(Chain base) {
    return base.policy() == Chain.Policy.DROP ? new Ending.Dropped() : new Ending.Accepted();
  }

  private static @Nullable Ending ending(@Nullable Target target) {
    if (target instanceof Target.Accept) {
      return new Ending.Accepted();
    }
    if (target instanceof Target.Drop) {
      return new Ending.Dropped();
    }
    if (target instanceof Target.Reject reject) {
      return new Ending.Rejected(reject.with());
    }
    if (target instanceof Target.Dnat dnat) {
      return new Ending.Destination(dnat);
    }
    return target instanceof Target.Snat snat ? new Ending.Source(snat) : null;
  }

  private static Subject marked(@Nullable Target target, Subject subject) {
    if (target instanceof Target.Mark mark) {
      return subject.withMark(mark.on(subject.mark()));
    }
    if (target instanceof Target.ConnectionMark mark) {
      int ofPacket = subject.mark();
      int ofConnection = subject.tracking().mark();
      return switch (mark.way()) {
        case SET -> subject.withConnectionMark((ofConnection & ~mark.mask()) ^ mark.value());
        case SAVE ->
            subject.withConnectionMark((ofConnection & ~mark.mask()) ^ (ofPacket & mark.mask()));
        case RESTORE -> subject.withMark((ofPacket & ~mark.mask()) ^ (ofConnection & mark.mask()));
      };
    }
    return subject;
  }
}
