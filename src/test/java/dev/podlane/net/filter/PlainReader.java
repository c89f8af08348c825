package dev.podlane.net.filter;

import dev.podlane.net.filter.Verdict.Ending;
import dev.podlane.net.filter.Verdict.Hit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads every rule, one after the other, with no index and no stack but Java's own. */
final class PlainReader {
  private final Table table;
  private final List<Hit> hits = new ArrayList<>();
  private Subject subject;
  private boolean tracked = true;

  private PlainReader(Table table, Subject subject) {
    this.table = table;
    this.subject = subject;
  }

  static Verdict read(Table table, Hook hook, Subject subject) {
    PlainReader reader = new PlainReader(table, subject);
    Chain base = table.chain(hook.name()).orElseThrow();
    Ending ending = reader.read(base);
    Hit by = ending == null ? null : reader.hits.get(reader.hits.size() - 1);
    if (ending == null) {
      ending = base.policy() == Chain.Policy.DROP ? new Ending.Dropped() : new Ending.Accepted();
    }
    return new Verdict(
        ending,
        by,
        reader.subject.mark(),
        reader.subject.tracking().mark(),
        reader.tracked,
        reader.hits);
  }

  /** Null if the chain came to its end or said RETURN. */
  private @Nullable Ending read(Chain chain) {
    for (int position = 0; position < chain.rules().size(); position++) {
      Rule rule = chain.rules().get(position);
      RulePlace place = new RulePlace(table.kind().text(), chain.name(), position);
      String open = null;
      boolean fails = false;
      for (Match match : rule.matches()) {
        if (match instanceof OtherMatch.Unknown unknown) {
          open = open == null ? unknown.text() : open;
        } else if (!fails && !(open != null && match.counts())) {
          fails = !match.matches(subject, place);
        }
      }
      Target target = rule.target();
      boolean idle =
          target == null || target instanceof Target.Log || target instanceof Target.TcpMss;
      if (fails || (open != null && idle)) {
        continue;
      }
      hits.add(new Hit(place, rule));
      if (target instanceof Target.Unknown unknown) {
        return new Ending.Unknown(unknown.text());
      } else if (open != null) {
        return new Ending.Unknown(open);
      } else if (target instanceof Target.Accept) {
        return new Ending.Accepted();
      } else if (target instanceof Target.Drop) {
        return new Ending.Dropped();
      } else if (target instanceof Target.Reject reject) {
        return new Ending.Rejected(reject.with());
      } else if (target instanceof Target.Dnat dnat) {
        return new Ending.Destination(dnat);
      } else if (target instanceof Target.Snat snat) {
        return new Ending.Source(snat);
      } else if (target instanceof Target.Return) {
        return null;
      } else if (target instanceof Target.Goto to) {
        return read(table.chain(to.chain()).orElseThrow());
      } else if (target instanceof Target.Jump jump) {
        Ending ending = read(table.chain(jump.chain()).orElseThrow());
        if (ending != null) {
          return ending;
        }
      } else if (target instanceof Target.NoTrack) {
        tracked = false;
      } else if (target instanceof Target.Mark mark) {
        subject = subject.withMark((subject.mark() & ~mark.mask()) ^ mark.value());
      } else if (target instanceof Target.ConnectionMark mark) {
        mark(mark);
      }
    }
    return null;
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
