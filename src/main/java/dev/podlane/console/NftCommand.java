package dev.podlane.console;

import dev.podlane.console.command.Answer;
import dev.podlane.console.command.ArgCursor;
import dev.podlane.console.command.Command;
import dev.podlane.console.command.CommandContext;
import dev.podlane.console.command.CommandException;
import dev.podlane.console.nft.Nft;
import dev.podlane.console.nft.read.NftException;
import dev.podlane.net.filter.Ruleset;
import java.util.List;

/** {@code nft}, with the options that say how to list and where to read. */
final class NftCommand {
  private static final int FAILED = 1;
  private static final String STDIN = "/dev/stdin";

  private NftCommand() {}

  static Command parse(ArgCursor words) {
    StringBuilder flags = new StringBuilder();
    boolean reads = false;
    boolean checks = false;
    while (words.peek().startsWith("-") && words.hasNext()) {
      String option = words.next();
      switch (option) {
        case "-a", "--handle" -> flags.append('a');
        case "-s", "--stateless" -> flags.append('s');
        case "-t", "--terse" -> flags.append('t');
        case "-n", "-nn", "-nnn", "--numeric", "-e", "--echo", "-S", "--service", "-N" -> {}
        case "-c", "--check" -> checks = true;
        case "-sa", "-as" -> flags.append("as");
        case "-f", "--file" -> {
          reads = true;
          file(words.next());
        }
        case "-v", "--version" -> {
          return place -> place.says("nftables v1.0.6 (Lester Gooch #5)");
        }
        case "-j", "--json" ->
            throw new CommandException("Error: JSON output is not supported", FAILED);
        default -> throw new CommandException("nft: unrecognized option '" + option + "'", FAILED);
      }
    }
    String input = reads ? words.takeInput() : String.join(" ", words.rest());
    String file = reads ? STDIN : "";
    boolean only = checks;
    String options = flags.toString();
    return place -> run(place.ns().ruleset(), input, file, options, only, place);
  }

  private static void file(String name) {
    if (!List.of("-", STDIN).contains(name)) {
      throw new CommandException(
          "internal:0:0-0: Error: Could not open file \"" + name + "\": No such file or directory",
          FAILED);
    }
  }

  private static Answer run(
      Ruleset before,
      String input,
      String file,
      String flags,
      boolean checks,
      CommandContext place) {
    try {
      Nft.Result result =
          Nft.run(before, input, flags, place.learned().state(place.ns().name()).counts());
      String text = result.text().stripTrailing();
      return checks || result.rules().equals(before)
          ? place.says(text)
          : new Answer.Done(place.network().with(place.ns().withRuleset(result.rules())), text);
    } catch (NftException refused) {
      throw new CommandException(refused.text(file, input), FAILED);
    }
  }
}
