package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Verdict.Ending;
import dev.podlane.net.filter.Verdict.Hit;
import dev.podlane.net.packet.Tcp;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads every rule, one after the other, with no index and no stack but Java's own. A rule that is
 * open is read both ways, each time from the first rule on.
 */
final class PlainReader {
  private final Table table;
  private final Hook hook;
  private final PacketAtHook given;
  private final Replayed around;
  private final List<Boolean> supposed;
  private final List<Hit> hits = new ArrayList<>();
  private PacketAtHook subject;
  private boolean tracked = true;
  private int opens;

  private PlainReader(
      Table table, Hook hook, PacketAtHook given, Replayed around, List<Boolean> supposed) {
    this.table = table;
    this.hook = hook;
    this.given = given;
    this.around = around;
    this.supposed = supposed;
    this.subject = given.in(around);
  }

  static Verdict read(Table table, Hook hook, PacketAtHook subject) {
    Replayed around = new Replayed(subject.around());
    return new PlainReader(table, hook, subject, around, List.of()).verdict();
  }

  private Verdict read() {
    Chain base = table.chain(hook.name()).orElseThrow();
    Ending ending = read(base);
    Hit by = ending == null ? null : hits.get(hits.size() - 1);
    if (ending == null) {
      ending = base.policy() == Chain.Policy.DROP ? new Ending.Dropped() : new Ending.Accepted();
    }
    return new Verdict(
        ending,
        by,
        subject.mark(),
        subject.tracking().mark(),
        subject.tracking().labels(),
        subject.packet(),
        tracked,
        hits);
  }

  /** Thrown with what the rest of the rules says, once both ways have been read. */
  private static final class Known extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Verdict verdict;

    Known(Verdict verdict) {
      this.verdict = verdict;
    }
  }

  /** Null if the chain came to its end or said RETURN. */
  private @Nullable Ending read(Chain chain) {
    for (int position = 0; position < chain.rules().size(); position++) {
      Rule rule = chain.rules().get(position);
      RulePlace place = new RulePlace(table.kind().text(), chain.name(), position);
      String open = null;
      boolean fails = false;
      boolean skips = false;
      for (Match match : rule.matches()) {
        if (match instanceof OtherMatch.Unknown unknown) {
          open = open == null ? unknown.text() : open;
        } else if (match instanceof OtherMatch.Extension extension && !match.counts()) {
          Answer answer = extension.answer(subject, place);
          open = open == null && answer == Answer.OPEN ? extension.text() : open;
          fails |= answer == Answer.NO;
        } else if (!fails && open != null && match.counts()) {
          skips = true;
        } else if (!fails) {
          fails = !match.matches(subject, place);
        }
      }
      Target target = rule.target();
      boolean idle = target == null || target instanceof Target.Log;
      if (fails || (open != null && idle)) {
        continue;
      }
      if (target instanceof Target.Unknown unknown) {
        hits.add(new Hit(place, rule));
        return new Ending.Unknown(open == null ? unknown.text() : open);
      }
      if (open != null) {
        boolean matches = opens < supposed.size() && supposed.get(opens);
        if (opens >= supposed.size()) {
          Verdict same = skips ? null : both();
          if (same == null) {
            hits.add(new Hit(place, rule));
            return new Ending.Unknown(open);
          }
          throw new Known(same);
        }
        opens++;
        if (!matches) {
          continue;
        }
      }
      hits.add(new Hit(place, rule));
      if (target instanceof Target.Accept) {
        return new Ending.Accepted();
      } else if (target instanceof Target.Drop) {
        return new Ending.Dropped();
      } else if (target instanceof Target.Reject reject) {
        return new Ending.Rejected(reject.with());
      } else if (target instanceof Target.Dnat dnat) {
        return new Ending.Destination(dnat);
      } else if (target instanceof Target.Snat snat) {
        return new Ending.Source(snat);
      } else if (target instanceof Target.NetMap map) {
        Ip to = map.network().withHostOf(subject.packet().destination());
        return new Ending.Destination(new Target.Dnat(to, to, null, false, false));
      } else if (target instanceof Target.Return) {
        return null;
      } else if (target instanceof Target.Goto to) {
        return read(table.chain(to.chain()).orElseThrow());
      } else if (target instanceof Target.Jump jump) {
        Ending ending = read(table.chain(jump.chain()).orElseThrow());
        if (ending != null) {
          return ending;
        }
      } else {
        change(target);
      }
    }
    return null;
  }

  /** The verdict that both ways lead to; null if they differ or something would be counted. */
  private @Nullable Verdict both() {
    try {
      Verdict without = tried(false);
      Verdict with = tried(true);
      boolean isSame =
          !(without.ending() instanceof Ending.Unknown)
              && without.ending().equals(with.ending())
              && without.mark() == with.mark()
              && without.connectionMark() == with.connectionMark()
              && without.packet().equals(with.packet())
              && without.tracked() == with.tracked();
      return isSame ? without : null;
    } catch (Replayed.Beyond beyond) {
      return null;
    }
  }

  private Verdict tried(boolean matches) {
    List<Boolean> answers = new ArrayList<>(supposed);
    answers.add(matches);
    return new PlainReader(table, hook, given, around.again(), answers).verdict();
  }

  private Verdict verdict() {
    try {
      return read();
    } catch (Known known) {
      return known.verdict;
    }
  }

  private void change(@Nullable Target target) {
    if (target instanceof Target.NoTrack) {
      tracked = false;
    } else if (target instanceof Target.Mark mark) {
      subject = subject.withMark((subject.mark() & ~mark.mask()) ^ mark.value());
    } else if (target instanceof Target.ConnectionMark mark) {
      mark(mark);
    } else if (target instanceof Target.Extension extension) {
      subject = extension.effect().on(subject);
    } else if (target instanceof Target.TcpMss size
        && subject.packet().showsSegment()
        && subject.packet().segment() instanceof Tcp tcp
        && tcp.mss() > size.octets()) {
      subject = subject.with(subject.packet().carrying(tcp.withMss(size.octets())));
    }
  }

  private void mark(Target.ConnectionMark by) {
    int packet = subject.mark();
    int connection = subject.tracking().mark();
    switch (by.way()) {
      case SET -> subject = subject.withConnectionMark((connection & ~by.mask()) ^ by.value());
      case SAVE ->
          subject = subject.withConnectionMark((connection & ~by.mask()) | (packet & by.mask()));
      case RESTORE -> subject = subject.withMark((packet & ~by.mask()) | (connection & by.mask()));
    }
  }
}
