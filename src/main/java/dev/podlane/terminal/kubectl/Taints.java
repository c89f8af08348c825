package dev.podlane.terminal.kubectl;

import dev.podlane.console.command.CommandException;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.state.State;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.NodeTaint;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code kubectl taint} (kubectl's pkg/cmd/taint): the taints that a node's spec holds. */
final class Taints {
  private static final String USAGE = "taint nodes NODE KEY[=VALUE]:EFFECT|KEY[:EFFECT]-";
  private static final Set<String> EFFECTS = Set.of("NoSchedule", "PreferNoSchedule", "NoExecute");
  private static final Pattern TAINT =
      Pattern.compile("([A-Za-z0-9./_-]{1,316}?)(?:=([A-Za-z0-9._-]{0,63}))?(?::([A-Za-z]+))?(-)?");

  private final State state;
  private final KubectlWords words;

  Taints(State state, KubectlWords words) {
    this.state = state;
    this.words = words;
  }

  KubectlResult taint() {
    Named named = Named.of(words, 0, USAGE);
    NodeState node = named.kind().equals("Node") ? state.nodes().get(named.name()) : null;
    if (node == null) {
      throw named.notFound();
    }
    String last = words.operands().get(words.operands().size() - 1);
    Matcher parts = TAINT.matcher(last);
    if (!parts.matches()) {
      throw new CommandException("error: invalid taint spec: " + last, 1);
    }
    String effect = parts.group(3) == null ? "" : parts.group(3);
    boolean isGone = parts.group(4) != null;
    if (!EFFECTS.contains(effect) && !(isGone && effect.isEmpty())) {
      throw new CommandException("error: invalid taint effect: " + effect, 1);
    }
    String value = parts.group(2) == null ? "" : parts.group(2);
    NodeTaint asked = new NodeTaint(parts.group(1), value, effect);
    List<NodeTaint> taints = NodeTaint.written(node, state);
    boolean isThere = taints.removeIf(each -> isMeant(each, asked));
    if (isGone && !isThere) {
      throw new CommandException("error: taint \"" + last.replaceAll("-$", "") + "\" not found", 1);
    }
    if (!isGone && isThere && !words.has("overwrite")) {
      throw new CommandException(
          "error: node "
              + named.name()
              + " already has "
              + asked.key()
              + " taint(s) with same effect(s) and --overwrite is false",
          1);
    }
    if (!isGone) {
      taints.add(asked);
    }
    Event event = NodeTaint.change(named.name(), taints);
    return KubectlResult.Change.of(event, named.text() + (isGone ? " untainted" : " tainted"));
  }

  private static boolean isMeant(NodeTaint each, NodeTaint asked) {
    return each.key().equals(asked.key())
        && (asked.effect().isEmpty() || each.effect().equals(asked.effect()));
  }
}
