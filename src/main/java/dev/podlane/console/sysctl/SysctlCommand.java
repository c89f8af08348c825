package dev.podlane.console.sysctl;

import dev.podlane.console.command.Answer;
import dev.podlane.console.command.ArgCursor;
import dev.podlane.console.command.Command;
import dev.podlane.console.command.CommandContext;
import dev.podlane.console.command.CommandException;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.Sysctls;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code sysctl}.
 *
 * @param write true if bare names are errors ({@code -w})
 * @param quiet true if changes are not printed
 * @param valuesOnly true if names are not printed
 * @param all true if all settings are printed ({@code -a})
 * @param settings settings to read or write: {@code name} or {@code name=value}
 */
public record SysctlCommand(
    boolean write, boolean quiet, boolean valuesOnly, boolean all, List<String> settings)
    implements Command {
  public SysctlCommand {
    settings = List.copyOf(settings);
  }

  public static SysctlCommand parse(ArgCursor words) {
    SysctlCommand command = new SysctlCommand(false, false, false, false, List.of());
    List<String> settings = new ArrayList<>();
    while (words.hasNext()) {
      String word = words.next();
      if (!word.startsWith("-")) {
        settings.add(word);
        continue;
      }
      for (char option : word.substring(1).toCharArray()) {
        command = command.with(option);
      }
    }
    if (command.all) {
      return new SysctlCommand(false, command.quiet, command.valuesOnly, true, List.of());
    }
    if (settings.isEmpty()) {
      throw new CommandException("sysctl: no variables specified", CommandException.VALUE);
    }
    return new SysctlCommand(
        command.write, command.quiet, command.valuesOnly, /* all= */ false, settings);
  }

  private SysctlCommand with(char option) {
    return switch (option) {
      case 'w' -> new SysctlCommand(true, quiet, valuesOnly, all, settings);
      case 'q' -> new SysctlCommand(write, true, valuesOnly, all, settings);
      case 'n' -> new SysctlCommand(write, quiet, true, all, settings);
      case 'a', 'A', 'X' -> new SysctlCommand(write, quiet, valuesOnly, true, settings);
      default ->
          throw new CommandException(
              "sysctl: invalid option -- '" + option + "'", CommandException.VALUE);
    };
  }

  @Override
  public Answer at(CommandContext place) {
    NetworkNamespace now = place.ns();
    if (all) {
      return place.says(everything(now));
    }
    List<String> lines = new ArrayList<>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals <= 0) {
        if (write || equals == 0) {
          throw new CommandException(
              "sysctl: command line(0): invalid syntax, continuing...", CommandException.VALUE);
        }
        lines.add(shown(setting, SysctlText.value(now, known(now, setting))));
        continue;
      }
      String name = setting.substring(0, equals).strip();
      String value = setting.substring(equals + 1).strip();
      now = now.withSysctls(now.sysctls().with(checked(now, name, value), value));
      if (!quiet) {
        lines.add(shown(name, value));
      }
    }
    return new Answer.Done(place.network().with(now), String.join("\n", lines));
  }

  private String everything(NetworkNamespace ns) {
    Set<String> keys = new TreeSet<>(ns.sysctls().values().keySet());
    for (String key : SysctlDefaults.all().keySet()) {
      if (key.startsWith("net/ipv6/")) {
        continue; // known to those who set them, but there is no IPv6 here
      }
      keys.addAll(SysctlDefaults.expanded(key, ns.devices().keySet()));
    }
    List<String> lines = new ArrayList<>();
    keys.forEach(key -> lines.add(shown(key, SysctlText.value(ns, key))));
    return String.join("\n", lines);
  }

  private String shown(String name, String value) {
    return valuesOnly ? value : SysctlText.dotted(Sysctls.normalise(name)) + " = " + value;
  }

  private static String known(NetworkNamespace ns, String name) {
    String key = Sysctls.normalise(name);
    boolean isThere =
        ns.sysctls().values().containsKey(key)
            || (SysctlDefaults.of(key).isPresent() && hasDevice(ns, key));
    if (!isThere) {
      throw new CommandException(
          "sysctl: cannot stat /proc/sys/" + key + ": No such file or directory",
          CommandException.VALUE);
    }
    return key;
  }

  private static boolean hasDevice(NetworkNamespace ns, String key) {
    return SysctlDefaults.device(key)
        .map(
            name ->
                (name.equals("all") && key.contains("/conf/"))
                    || name.equals("default")
                    || ns.device(name).isPresent())
        .orElse(true);
  }

  private static String checked(NetworkNamespace ns, String name, String value) {
    String key = known(ns, name);
    String byDefault = SysctlDefaults.of(key).orElse("0");
    boolean isNumber = value.matches("-?[0-9]{1,10}");
    if (byDefault.matches("-?[0-9]+") && !isNumber) {
      throw new CommandException(
          "sysctl: setting key \"" + SysctlText.dotted(key) + "\": Invalid argument",
          CommandException.VALUE);
    }
    return key;
  }
}
