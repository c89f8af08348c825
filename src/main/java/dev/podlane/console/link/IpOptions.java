package dev.podlane.console.link;

import dev.podlane.console.command.CommandException;
import dev.podlane.console.command.JsonText;
import java.util.List;

/**
 * The options of {@code ip} that say how to print.
 *
 * @param brief one short line per device
 * @param onlyV4 no line about the hardware address in {@code ip addr}
 * @param details true to print the particulars of a kind of device, and what goes without saying of
 *     routes ({@code -d})
 * @param oneLine true to print each record on a line of its own ({@code -o})
 * @param json true to print JSON ({@code -j})
 * @param pretty true to print JSON in many lines ({@code -p})
 * @param statistics true to print counts of devices ({@code -s})
 */
public record IpOptions(
    boolean brief,
    boolean onlyV4,
    boolean details,
    boolean oneLine,
    boolean json,
    boolean pretty,
    boolean statistics) {
  /** None. */
  public static final IpOptions NONE =
      new IpOptions(false, false, false, false, false, false, false);

  public IpOptions with(String option) {
    return switch (option) {
      case "-4" -> new IpOptions(brief, true, details, oneLine, json, pretty, statistics);
      case "-br", "-brief" ->
          new IpOptions(true, onlyV4, details, oneLine, json, pretty, statistics);
      case "-d", "-details" ->
          new IpOptions(brief, onlyV4, true, oneLine, json, pretty, statistics);
      case "-o", "-oneline" ->
          new IpOptions(brief, onlyV4, details, true, json, pretty, statistics);
      case "-j", "-json" ->
          new IpOptions(brief, onlyV4, details, oneLine, true, pretty, statistics);
      case "-p", "-pretty" ->
          new IpOptions(brief, onlyV4, details, oneLine, json, true, statistics);
      case "-s", "-stats", "-statistics" ->
          new IpOptions(brief, onlyV4, details, oneLine, json, pretty, true);
      case "-6" ->
          throw new CommandException(
              "podlane: addresses, routes and neighbours of IPv6 are not simulated",
              CommandException.VALUE);
      // names are the numbers here, and there is no terminal to colour
      case "-N", "-Numeric", "-c", "-color", "-c=auto", "-c=never", "-color=auto", "-color=never" ->
          this;
      default ->
          throw new CommandException(
              "Option \"" + option + "\" is unknown, try \"ip -help\".", CommandException.GARBAGE);
    };
  }

  /** Records as JSON. */
  public String json(List<?> records) {
    return JsonText.of(records, pretty);
  }

  /** Refuses to say what devices have counted, which is not kept. */
  void noStatistics() {
    if (statistics) {
      throw new CommandException(
          "podlane: what devices have sent and received is not counted", CommandException.VALUE);
    }
  }

  /** The lines of a record, joined if each is to have one of its own. */
  public String joined(String lines) {
    return oneLine ? lines.replace('\n', '\\') : lines;
  }
}
