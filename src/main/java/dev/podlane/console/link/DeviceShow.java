package dev.podlane.console.link;

import dev.podlane.console.command.ArgCursor;
import dev.podlane.console.command.Command;
import dev.podlane.console.command.CommandContext;
import dev.podlane.console.command.CommandException;
import dev.podlane.net.link.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code ip link show} and {@code ip addr show}, with their selectors. */
final class DeviceShow {
  private DeviceShow() {}

  static Command addresses(ArgCursor words, IpOptions options) {
    options.noStatistics();
    Selector selector = Selector.read(words);
    if (options.json()) {
      return selector.printing(
          options.brief() ? DeviceJson::briefAddresses : DeviceJson::addresses, options);
    }
    if (options.brief()) {
      return selector.printing(DeviceText::briefAddresses, options.onlyV4());
    }
    if (options.oneLine()) {
      return selector.printing(DeviceText::oneLineAddresses, true);
    }
    return options.onlyV4()
        ? selector.printing(DeviceText::addressesV4, true)
        : selector.printing(DeviceText::addresses, false);
  }

  static Command links(ArgCursor words, IpOptions options) {
    options.noStatistics();
    Selector selector = Selector.read(words);
    if (options.json()) {
      return selector.printing(options.brief() ? DeviceJson::briefLink : DeviceJson::link, options);
    }
    BiFunction<CommandContext, Device, String> text =
        options.brief()
            ? DeviceText::briefLink
            : options.details() ? DeviceText::detailedLink : DeviceText::link;
    return selector.printing((place, device) -> options.joined(text.apply(place, device)), false);
  }

  /**
   * The devices to print.
   *
   * @param name the one, if named
   * @param test condition on the devices to print, if none is named
   */
  private record Selector(@Nullable String name, Predicate<Device> test) {
    static Selector read(ArgCursor words) {
      String name = null;
      Predicate<Device> test = device -> true;
      while (words.hasNext()) {
        String word = words.next();
        switch (word) {
          case "up" -> test = test.and(Device::up);
          case "master" -> test = test.and(isPortOf(words.next()));
          case "type" -> test = test.and(isKind(words.next()));
          default -> {
            if (name != null) {
              throw ArgCursor.garbage(word, "dev");
            }
            name = word.equals("dev") ? words.next() : word;
          }
        }
      }
      return new Selector(name, test);
    }

    private static Predicate<Device> isPortOf(String bridge) {
      return device -> device.port() != null && device.port().bridge().equals(bridge);
    }

    private static Predicate<Device> isKind(String kind) {
      return device -> device.link().kind().equals(kind);
    }

    Command printing(BiFunction<CommandContext, Device, String> text, boolean onlyWithAddress) {
      return place -> {
        List<String> lines = new ArrayList<>();
        for (Device device : devices(place)) {
          if (!onlyWithAddress || !device.addresses().isEmpty()) {
            lines.add(text.apply(place, device));
          }
        }
        return place.says(String.join("\n", lines));
      };
    }

    Command printing(
        BiFunction<CommandContext, Device, Map<String, Object>> record, IpOptions options) {
      return place -> {
        List<Map<String, Object>> all = new ArrayList<>();
        devices(place).forEach(device -> all.add(record.apply(place, device)));
        return place.says(options.json(all));
      };
    }

    private List<Device> devices(CommandContext place) {
      if (name != null && place.ns().device(name).isEmpty()) {
        throw CommandException.doesNotExist(name);
      }
      return place.ns().devices().values().stream()
          .filter(device -> name == null || device.name().equals(name))
          .filter(test)
          .toList();
    }
  }
}
