package dev.podlane.console;

import dev.podlane.net.link.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code ip link show} and {@code ip addr show}, with their selectors. */
final class DeviceShow {
  private DeviceShow() {}

  static Command addresses(Words words, IpCommands.Options options) {
    Selector selector = Selector.read(words);
    if (options.brief()) {
      return selector.printing(DeviceText::briefAddresses, false);
    }
    return options.onlyV4()
        ? selector.printing(DeviceText::addressesV4, true)
        : selector.printing(DeviceText::addresses, false);
  }

  static Command links(Words words, IpCommands.Options options) {
    BiFunction<Place, Device, String> text =
        options.brief()
            ? DeviceText::briefLink
            : options.details() ? DeviceText::detailedLink : DeviceText::link;
    return Selector.read(words).printing(text, false);
  }

  /**
   * Which devices to print.
   *
   * @param name the one, if named
   * @param test what the others must be like
   */
  private record Selector(@Nullable String name, Predicate<Device> test) {
    static Selector read(Words words) {
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
              throw Words.garbage(word, "dev");
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

    Command printing(BiFunction<Place, Device, String> text, boolean onlyWithAddress) {
      return place -> {
        if (name != null && place.ns().device(name).isEmpty()) {
          throw RefusalException.doesNotExist(name);
        }
        List<String> lines = new ArrayList<>();
        for (Device device : place.ns().devices().values()) {
          boolean isNamed = name == null || device.name().equals(name);
          boolean isShown = !onlyWithAddress || !device.addresses().isEmpty();
          if (isNamed && isShown && test.test(device)) {
            lines.add(text.apply(place, device));
          }
        }
        return place.says(String.join("\n", lines));
      };
    }
  }
}
