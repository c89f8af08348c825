package dev.podlane.console;

import dev.podlane.console.command.Answer;
import dev.podlane.console.command.ArgCursor;
import dev.podlane.console.command.Command;
import dev.podlane.console.command.CommandContext;
import dev.podlane.console.command.CommandException;
import dev.podlane.console.ipset.Ipset;
import dev.podlane.console.ipset.IpsetException;
import dev.podlane.console.iptables.Iptables;
import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.net.filter.RuleCounts;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code iptables}, {@code iptables-save}, {@code iptables-restore} and {@code ipset}. */
final class FilterCommands {
  private FilterCommands() {}

  static Command parse(String tool, ArgCursor words) {
    return switch (tool) {
      case "ipset" -> {
        List<String> rest = List.copyOf(words.rest());
        String input = (rest.contains("restore") || rest.contains("-R")) ? words.takeInput() : "";
        yield place ->
            changing(tool, rules -> Ipset.run(rules, rest, input, place.learned().now())).at(place);
      }
      case "iptables-save" -> save(words.rest());
      case "iptables-restore" -> restore(words.rest(), words.takeInput());
      default -> {
        List<String> rest = List.copyOf(words.rest());
        yield place -> changing(tool, rules -> Iptables.run(rules, rest, counts(place))).at(place);
      }
    };
  }

  private static Command changing(String tool, Function<Ruleset, Iptables.Result> run) {
    return place -> {
      try {
        Ruleset before = place.ns().ruleset();
        Iptables.Result result = run.apply(before);
        return result.rules().equals(before)
            ? place.says(result.text())
            : new Answer.Done(
                place.network().with(place.ns().withRuleset(result.rules())), result.text());
      } catch (IpsetException refused) {
        throw new CommandException(refused.text(), refused.exitCode());
      } catch (IptablesException refused) {
        throw new CommandException(refused.text(tool), refused.exitCode());
      }
    };
  }

  private static Command restore(List<String> words, String input) {
    boolean flushes = true;
    for (String word : words) {
      switch (word) {
        case "-n", "--noflush" -> flushes = false;
        case "-w", "--wait", "-c", "--counters", "-v", "--verbose" -> {
          continue;
        }
        default -> throw unknown("iptables-restore", word);
      }
    }
    boolean empties = flushes;
    return changing(
        "iptables-restore",
        rules -> new Iptables.Result(Iptables.restore(rules, input, empties), ""));
  }

  private static Command save(List<String> words) {
    Table.Kind only = null;
    boolean counts = false;
    List<String> rest = new ArrayList<>(words);
    while (!rest.isEmpty()) {
      String word = rest.remove(0);
      if ((word.equals("-t") || word.equals("--table")) && !rest.isEmpty()) {
        only = kind(rest.remove(0));
      } else if (word.equals("-c") || word.equals("--counters")) {
        counts = true;
      } else {
        throw unknown("iptables-save", word);
      }
    }
    return saving(only, counts);
  }

  private static RuleCounts counts(CommandContext place) {
    return place.learned().state(place.ns().name()).counts();
  }

  private static Command saving(Table.@Nullable Kind only, boolean shown) {
    return place -> {
      Ruleset rules = place.ns().ruleset();
      List<String> lines = Iptables.save(rules, only, counts(place), shown);
      return place.says(String.join("\n", lines));
    };
  }

  private static Table.Kind kind(String name) {
    return Table.Kind.of(name)
        .orElseThrow(
            () ->
                new CommandException(
                    "Table `" + name + "' does not exist", CommandException.VALUE));
  }

  private static CommandException unknown(String tool, String word) {
    String text = "%s: unrecognized option '%s'\nTry `%s -h' for more information.";
    return new CommandException(text.formatted(tool, word, tool), CommandException.VALUE);
  }
}
