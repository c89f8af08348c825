package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a chain, each of which is written when it is first read. The address or port that a
 * packet needs to match one is known before, so a packet has only those written that could match
 * it. Writing a rule again gives an equal one; thread-safe.
 */
public final class DeferredRules extends AbstractList<Rule> implements RandomAccess {
  private final @Nullable DeferredRules head;
  private final int begin;
  private final List<Supplier<Rule>> writers;
  private final AtomicReferenceArray<@Nullable Rule> written;
  private final RuleIndex index;

  private DeferredRules(Builder builder) {
    this.head = builder.head;
    this.begin = head == null ? 0 : head.size();
    this.writers = List.copyOf(builder.writers);
    this.written = new AtomicReferenceArray<>(writers.size());
    this.index = builder.keys.build(writers.size());
  }

  /** Collects rules in their order. */
  public static final class Builder {
    private final @Nullable DeferredRules head;
    private final List<Supplier<Rule>> writers = new ArrayList<>();
    private final RuleIndex.Builder keys = new RuleIndex.Builder();

    private Builder(@Nullable DeferredRules head) {
      this.head = head;
    }

    /** Adds a rule that only packets to this address can match. */
    public void to(Ip address, Supplier<Rule> rule) {
      keys.to(address, writers.size());
      writers.add(rule);
    }

    /** Adds a rule that only packets to this port can match. */
    public void toPort(int port, Supplier<Rule> rule) {
      keys.toPort(port, writers.size());
      writers.add(rule);
    }

    /** Adds a rule that any packet can match. */
    public void always(Rule rule) {
      keys.always(writers.size());
      writers.add(() -> rule);
    }

    /** The rules. */
    public DeferredRules build() {
      return new DeferredRules(this);
    }
  }

  /** Begins a chain. */
  public static Builder builder() {
    return new Builder(null);
  }

  /** Begins a chain whose first rules are these, which it shares. */
  public Builder followed() {
    return new Builder(this);
  }

  /** The first position from {@code from} on whose rule could match; the size if none could. */
  int next(int from, PacketAtHook subject) {
    if (head != null && from < begin) {
      int next = head.next(from, subject);
      if (next < begin) {
        return next;
      }
    }
    return begin + index.next(Math.max(0, from - begin), subject);
  }

  @Override
  public Rule get(int position) {
    if (head != null && position < begin) {
      return head.get(position);
    }
    int own = position - begin;
    Rule known = written.get(own);
    if (known != null) {
      return known;
    }
    Rule made = writers.get(own).get();
    return written.compareAndSet(own, null, made) ? made : get(position);
  }

  @Override
  public int size() {
    return begin + writers.size();
  }
}
