package dev.podlane.console;

import dev.podlane.net.addr.Prefix;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code ip route show} with its selectors.
 *
 * @param tables names of the tables to print, in order
 * @param isAll whether to name the table in each line
 * @param device the device, which is then left out of the lines
 * @param protocol the protocol, which is then left out of the lines
 * @param test what the destination must be like
 */
record RouteShow(
    List<String> tables,
    boolean isAll,
    @Nullable String device,
    @Nullable String protocol,
    Predicate<Prefix> test)
    implements Command {
  private static final Map<String, String> TABLES =
      Map.of("main", "main", "254", "main", "local", "local", "255", "local");

  RouteShow {
    tables = List.copyOf(tables);
  }

  static RouteShow parse(Words words) {
    RouteShow show = new RouteShow(List.of("main"), false, null, null, prefix -> true);
    while (words.hasNext()) {
      show = show.with(words.next(), words);
    }
    return show;
  }

  private RouteShow with(String word, Words words) {
    return switch (word) {
      case "table" -> withTable(words.next());
      case "dev", "oif" -> new RouteShow(tables, isAll, words.next(), protocol, test);
      case "proto", "protocol" -> new RouteShow(tables, isAll, device, words.next(), test);
      case "to" -> with(words.next(), words);
      case "root" -> withTest(Values.prefix(words.next())::contains);
      case "match" -> {
        Prefix inside = Values.loosePrefix(words.next()).prefix();
        yield withTest(prefix -> prefix.contains(inside));
      }
      case "exact" -> withTest(Values.prefix(words.next())::equals);
      default -> withTest(Values.prefix(word)::equals);
    };
  }

  private RouteShow withTest(Predicate<Prefix> now) {
    return new RouteShow(tables, isAll, device, protocol, now);
  }

  private RouteShow withTable(String name) {
    if (name.equals("all") || name.equals("0")) {
      return new RouteShow(List.of("main", "local"), true, device, protocol, test);
    }
    String known = TABLES.get(name);
    if (known != null) {
      return new RouteShow(List.of(known), false, device, protocol, test);
    }
    if (name.matches("[0-9]{1,9}")) {
      throw RefusalException.kernel("Error: ipv4: FIB table does not exist.\nDump terminated");
    }
    throw Words.wrong(name, "table id value is invalid");
  }

  @Override
  public Answer at(Place place) {
    if (device != null) {
      place.device(device);
    }
    List<String> lines = new ArrayList<>();
    for (String name : tables) {
      for (RouteTable table : place.ns().routes().inOrder()) {
        if (table.name().equals(name)) {
          RouteText.inOrder(table).stream()
              .filter(this::isWanted)
              .map(row -> line(place, name, row))
              .forEach(lines::add);
        }
      }
    }
    return place.says(String.join("\n", lines));
  }

  private boolean isWanted(Route row) {
    return test.test(row.destination())
        && (device == null || device.equals(row.device()))
        && (protocol == null || protocol.equals(row.protocol()));
  }

  private String line(Place place, String table, Route row) {
    String named = isAll && !table.equals("main") ? table : null;
    return RouteText.line(place, row, device == null, protocol == null, named);
  }
}
