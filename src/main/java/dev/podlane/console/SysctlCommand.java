package dev.podlane.console;

import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.Sysctls;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code sysctl}.
 *
 * @param write whether bare names are errors
 * @param quiet whether changes are not printed
 * @param valuesOnly whether names are not printed
 * @param settings what to read or write: {@code name} or {@code name=value}
 */
record SysctlCommand(boolean write, boolean quiet, boolean valuesOnly, List<String> settings)
    implements Command {
  SysctlCommand {
    settings = List.copyOf(settings);
  }

  static SysctlCommand parse(Words words) {
    SysctlCommand command = new SysctlCommand(false, false, false, List.of());
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
    if (settings.isEmpty()) {
      throw new RefusalException("sysctl: no variables specified", RefusalException.VALUE);
    }
    return new SysctlCommand(command.write, command.quiet, command.valuesOnly, settings);
  }

  private SysctlCommand with(char option) {
    return switch (option) {
      case 'w' -> new SysctlCommand(true, quiet, valuesOnly, settings);
      case 'q' -> new SysctlCommand(write, true, valuesOnly, settings);
      case 'n' -> new SysctlCommand(write, quiet, true, settings);
      default ->
          throw new RefusalException(
              "sysctl: invalid option -- '" + option + "'", RefusalException.VALUE);
    };
  }

  @Override
  public Answer at(Place place) {
    NetworkNamespace now = place.ns();
    List<String> lines = new ArrayList<>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      if (equals <= 0) {
        if (write || equals == 0) {
          throw new RefusalException(
              "sysctl: command line(0): invalid syntax, continuing...", RefusalException.VALUE);
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

  private String shown(String name, String value) {
    return valuesOnly ? value : SysctlText.dotted(Sysctls.normalise(name)) + " = " + value;
  }

  private static String known(NetworkNamespace ns, String name) {
    String key = Sysctls.normalise(name);
    boolean isThere =
        ns.sysctls().values().containsKey(key)
            || (SysctlDefaults.of(key).isPresent() && hasDevice(ns, key));
    if (!isThere) {
      throw new RefusalException(
          "sysctl: cannot stat /proc/sys/" + key + ": No such file or directory",
          RefusalException.VALUE);
    }
    return key;
  }

  private static boolean hasDevice(NetworkNamespace ns, String key) {
    return SysctlDefaults.device(key)
        .map(
            name ->
                (name.equals("all") && key.startsWith("net/ipv4/conf/"))
                    || name.equals("default")
                    || ns.device(name).isPresent())
        .orElse(true);
  }

  private static String checked(NetworkNamespace ns, String name, String value) {
    String key = known(ns, name);
    String byDefault = SysctlDefaults.of(key).orElse("0");
    boolean isNumber = value.matches("-?[0-9]{1,10}");
    if (byDefault.matches("-?[0-9]+") && !isNumber) {
      throw new RefusalException(
          "sysctl: setting key \"" + SysctlText.dotted(key) + "\": Invalid argument",
          RefusalException.VALUE);
    }
    return key;
  }
}
