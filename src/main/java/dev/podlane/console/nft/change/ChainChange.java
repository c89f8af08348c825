package dev.podlane.console.nft.change;

import dev.podlane.net.filter.BaseChain;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Rule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A chain while commands change it. */
public final class ChainChange {
  private final @Nullable Chain before;
  private final List<Rule> rules = new ArrayList<>();
  private String name;
  private @Nullable BaseChain base;
  private String comment;
  private boolean isChanged;

  ChainChange(String name) {
    this.name = name;
    this.before = null;
    this.comment = "";
    this.isChanged = true;
  }

  ChainChange(Chain chain) {
    this.before = chain;
    this.name = chain.name();
    this.base = chain.base();
    this.comment = chain.comment();
    rules.addAll(chain.rules());
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Its attachment to a hook; null if it is only jumped to. */
  public @Nullable BaseChain base() {
    return base;
  }

  /** Its rules. */
  public List<Rule> rules() {
    return rules;
  }

  /** Its rules, about to be changed. */
  public List<Rule> changing() {
    isChanged = true;
    return rules;
  }

  /** Hangs it on a hook. */
  public void hang(@Nullable BaseChain now) {
    isChanged = true;
    base = now;
  }

  /** Gives it a comment. */
  public void comment(String now) {
    isChanged = true;
    comment = now;
  }

  void rename(String now) {
    isChanged = true;
    name = now;
  }

  Chain chain() {
    return !isChanged && before != null ? before : new Chain(name, base, rules, comment);
  }
}
