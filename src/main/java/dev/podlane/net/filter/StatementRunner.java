package dev.podlane.net.filter;

import dev.podlane.net.filter.nft.CtKey;
import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.filter.nft.Decision;
import dev.podlane.net.filter.nft.Element;
import dev.podlane.net.filter.nft.Expression;
import dev.podlane.net.filter.nft.MetaKey;
import dev.podlane.net.filter.nft.NamedSet;
import dev.podlane.net.filter.nft.NatTarget;
import dev.podlane.net.filter.nft.Statement;
import dev.podlane.net.packet.IpPacket;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks and does what the statements of a rule say, up to one that fails (nft_do_chain). */
final class StatementRunner implements Statement.Visitor<StatementRunner.Step> {
  private static final Step NEXT = new Step.Next();
  private static final Step ENDS = new Step.Ends();
  private static final Map<String, Integer> SECONDS =
      Map.of("second", 1, "minute", 60, "hour", 3_600, "day", 86_400, "week", 604_800);

  private final ExpressionReader reader;
  private final NatTargets nat;
  private final Comparer comparer;
  private boolean tracked = true;
  private int counters;

  /** The effect of a statement. */
  sealed interface Step {
    /** On with the next statement. */
    record Next() implements Step {}

    /** The rule does not match. */
    record Ends() implements Step {}

    /** The packet's fate, or where reading goes on. */
    record Does(Target target) implements Step {}

    /** It depends on what the model does not know. */
    record Open(String text) implements Step {}
  }

  StatementRunner(ExpressionReader reader) {
    this.reader = reader;
    this.nat = new NatTargets(reader);
    this.comparer = new Comparer(reader);
  }

  /** Returns true if the packet is still to be tracked. */
  boolean isTracked() {
    return tracked;
  }

  /** Runs a rule: {@code Next} if all was done and the packet goes on to the next rule. */
  Step run(Target.Statements rule) {
    Step.Open open = null;
    for (Statement statement : rule.list()) {
      if (open != null) {
        // what stands behind an open question can only still say that the rule does not match
        Step later = statement instanceof Statement.Relation ? statement.accept(this) : NEXT;
        if (later instanceof Step.Ends) {
          return ENDS;
        }
        continue;
      }
      Step step = statement.accept(this);
      if (step instanceof Step.Open asked) {
        open = asked;
      } else if (!(step instanceof Step.Next)) {
        return step;
      }
    }
    return open == null || isHarmless(rule) ? NEXT : open;
  }

  /** Returns true if a packet fares the same whether the rule matches or not. */
  private static boolean isHarmless(Target.Statements rule) {
    return rule.list().stream()
        .allMatch(
            each ->
                each instanceof Statement.Relation
                    || each instanceof Statement.Counter
                    || each instanceof Statement.Log
                    || each instanceof Statement.Limit
                    || (each instanceof Statement.Opaque opaque && opaque.harmless()));
  }

  private Step missing(Expression expression) {
    return reader.isOpen() ? new Step.Open(String.valueOf(expression)) : ENDS;
  }

  @Override
  public Step visit(Statement.Relation it) {
    return switch (comparer.ask(it)) {
      case YES -> NEXT;
      case NO -> ENDS;
      case OPEN -> new Step.Open("");
    };
  }

  @Override
  public Step visit(Statement.Verdict it) {
    return decide(it.decision());
  }

  private static Step decide(Decision decision) {
    return decision.accept(new DecisionSteps());
  }

  @Override
  public Step visit(Statement.VerdictMap it) {
    List<Datum> key = reader.read(it.key());
    if (key == null) {
      return reader.isOpen() && !reader.couldHold(it.map(), it.key()) ? ENDS : missing(it.key());
    }
    Element found = reader.find(it.map(), key);
    return found != null && found.value() instanceof Element.Value.Verdict verdict
        ? decide(verdict.decision())
        : ENDS;
  }

  @Override
  public Step visit(Statement.Counter it) {
    PacketAtHook subject = reader.subject();
    subject.around().counted(reader.place(), counters, subject.packet().length());
    counters++;
    return NEXT;
  }

  @Override
  public Step visit(Statement.ObjectRef it) {
    return it.kind().equals("counter") ? NEXT : new Step.Open(it.kind() + " name " + it.name());
  }

  @Override
  public Step visit(Statement.SetMeta it) {
    if (it.key() != MetaKey.MARK) {
      return it.key() == MetaKey.NFTRACE || it.key() == MetaKey.PRIORITY
          ? NEXT
          : new Step.Open("meta " + it.key().text() + " set");
    }
    Datum value = reader.one(it.value());
    if (value == null) {
      return missing(it.value());
    }
    reader.subject(reader.subject().withMark((int) value.low()));
    return NEXT;
  }

  @Override
  public Step visit(Statement.SetCt it) {
    if (it.key() != CtKey.MARK && it.key() != CtKey.LABEL) {
      return it.key() == CtKey.EVENT ? NEXT : new Step.Open("ct " + it.key().text() + " set");
    }
    Datum value = reader.one(it.value());
    if (value == null) {
      return missing(it.value());
    }
    PacketAtHook subject = reader.subject();
    if (it.key() == CtKey.LABEL) {
      // the labels it has stay (nf_connlabels_replace with the value as its mask)
      reader.subject(subject.withConnectionLabels(subject.tracking().labels().or(value)));
    } else if (subject.tracking().origin() != null) {
      reader.subject(subject.withConnectionMark((int) value.low()));
    }
    return NEXT;
  }

  @Override
  public Step visit(Statement.SetField it) {
    Datum value = reader.one(it.value());
    if (value == null) {
      return missing(it.value());
    }
    IpPacket packet = reader.subject().packet();
    IpPacket changed = FieldWriter.write(it.field(), packet, (int) value.low());
    if (changed == null) {
      return new Step.Open(it.field().header() + " " + it.field().field() + " set");
    }
    reader.subject(reader.subject().with(changed));
    return NEXT;
  }

  @Override
  public Step visit(Statement.SegmentSize it) {
    PacketAtHook subject = reader.subject();
    boolean fits = it.octets() == Statement.SegmentSize.FITTING;
    reader.subject(Effect.clamped(subject, fits ? RuleEvaluator.fitting(subject) : it.octets()));
    return NEXT;
  }

  @Override
  public Step visit(Statement.Limit it) {
    Integer seconds = it.bytes() ? null : SECONDS.get(it.unit());
    if (seconds == null) {
      return new Step.Open("limit rate " + it.rate() + "/" + it.unit());
    }
    RateConditions.Limit limit = new RateConditions.Limit(it.rate(), seconds, it.burst());
    Condition asked = Condition.of(limit, it.over());
    return asked.ask(reader.subject(), reader.place()).answer() == Answer.YES ? NEXT : ENDS;
  }

  @Override
  public Step visit(Statement.Log it) {
    return NEXT;
  }

  @Override
  public Step visit(Statement.NoTrack it) {
    tracked = false;
    return NEXT;
  }

  @Override
  public Step visit(Statement.Reject it) {
    return new Step.Does(new Target.Reject(RejectReasons.of(it)));
  }

  @Override
  public Step visit(Statement.Nat it) {
    Target target = nat.of(it);
    return target == null ? missing(computed(it.target())) : new Step.Does(target);
  }

  @Override
  public Step visit(Statement.Masquerade it) {
    return new Step.Does(nat.of(it));
  }

  @Override
  public Step visit(Statement.Redirect it) {
    Target target = nat.of(it);
    return target == null ? missing(computed(it.target())) : new Step.Does(target);
  }

  private static Expression computed(@Nullable NatTarget target) {
    if (target instanceof NatTarget.Computed computed) {
      return computed.expression();
    }
    throw new IllegalStateException("only what is computed can be missing, not " + target);
  }

  @Override
  public Step visit(Statement.Queue it) {
    QueueProgram program = reader.subject().around().queue(it.first());
    if (program == null || it.last() != it.first()) {
      return new Step.Open("queue to " + it.first());
    }
    if (sharesUnconfirmed(reader.subject().tracking())) {
      return new Step.Does(new Target.Drop());
    }
    QueueProgram.Answer answer = program.decide(reader.subject().packet());
    if (answer instanceof QueueProgram.Answer.Undecided undecided) {
      return new Step.Open(undecided.reason());
    }
    if (answer instanceof QueueProgram.Answer.Accepts accepts) {
      reader.subject(reader.subject().withConnectionLabels(accepts.labels()));
      return new Step.Does(new Target.Accept());
    }
    return new Step.Does(new Target.Drop());
  }

  /**
   * Returns true for what REJECT sends about the first packet of a connection: both hold a
   * connection that is not confirmed, and no queue takes such a packet (nf_ct_drop_unconfirmed in
   * net/netfilter/nfnetlink_queue.c since Linux 6.11; observed on 6.18).
   */
  private static boolean sharesUnconfirmed(Tracking tracking) {
    TrackedConnection connection = tracking.connection();
    return connection != null
        && tracking.reply()
        && (connection.status() & TrackedConnection.CONFIRMED) == 0;
  }

  @Override
  public Step visit(Statement.Learn it) {
    List<Datum> key = reader.read(it.key());
    if (key == null) {
      return missing(it.key());
    }
    NamedSet set = reader.named(it.set());
    long millis = it.timeoutMillis() > 0 ? it.timeoutMillis() : set.options().timeoutMillis();
    SetKey entry = reader.key(it.set(), key);
    if (it.verb().equals("delete")) {
      reader.subject().around().forget(entry);
    } else if (set.find(key) == null) {
      reader.subject().around().learn(entry, millis, it.verb().equals("update"));
    }
    return it.statements().isEmpty() ? NEXT : new Step.Open("limit in a set");
  }

  @Override
  public Step visit(Statement.Opaque it) {
    return it.harmless() ? NEXT : new Step.Open(it.text());
  }
}
