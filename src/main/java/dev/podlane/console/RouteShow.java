package dev.podlane.console;

import dev.podlane.net.addr.Prefix;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteTable;
import dev.podlane.net.route.RoutingTables;
import dev.podlane.net.route.TableNames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code ip route show} with its selectors.
 *
 * @param wanted name of the table to print, null for all; those are named in each line
 * @param device the device, which is then left out of the lines
 * @param protocol the protocol, which is then left out of the lines
 * @param test what the destination must be like
 */
record RouteShow(
    @Nullable String wanted,
    @Nullable String device,
    @Nullable String protocol,
    Predicate<Prefix> test)
    implements Command {
  static RouteShow parse(Words words) {
    RouteShow show = new RouteShow(TableNames.MAIN, null, null, prefix -> true);
    while (words.hasNext()) {
      show = show.with(words.next(), words);
    }
    return show;
  }

  private RouteShow with(String word, Words words) {
    return switch (word) {
      case "table" -> withTable(words.next());
      case "dev", "oif" -> new RouteShow(wanted, words.next(), protocol, test);
      case "proto", "protocol" -> new RouteShow(wanted, device, words.next(), test);
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
    return new RouteShow(wanted, device, protocol, now);
  }

  private RouteShow withTable(String name) {
    boolean isAll = name.equals("all") || name.equals("0");
    return new RouteShow(isAll ? null : table(name), device, protocol, test);
  }

  private static String table(String name) {
    return TableNames.of(name).orElseThrow(() -> Words.wrong(name, "table id value is invalid"));
  }

  @Override
  public Answer at(Place place) {
    if (device != null) {
      place.device(device);
    }
    List<String> lines = new ArrayList<>();
    for (RouteTable table : selected(place, "Dump terminated")) {
      RouteText.inOrder(table).stream()
          .filter(this::isWanted)
          .map(row -> line(place, table.name(), row))
          .forEach(lines::add);
    }
    return place.says(String.join("\n", lines));
  }

  /** Removes what would be shown: {@code ip route flush}. */
  Answer flush(Place place) {
    RoutingTables now = place.ns().routes();
    for (RouteTable table : selected(place, "Flush terminated")) {
      now = now.with(table.without(this::isWanted));
    }
    return place.changed(place.ns().withRoutes(now));
  }

  private List<RouteTable> selected(Place place, String otherwise) {
    RoutingTables tables = place.ns().routes();
    if (wanted == null) {
      return tables.tables();
    }
    return List.of(
        tables
            .table(wanted)
            .orElseThrow(
                () ->
                    RefusalException.kernel(
                        "Error: ipv4: FIB table does not exist.\n" + otherwise)));
  }

  private boolean isWanted(Route row) {
    return test.test(row.destination())
        && (device == null || device.equals(row.device()))
        && (protocol == null || protocol.equals(row.protocol()));
  }

  private String line(Place place, String table, Route row) {
    String named = wanted == null && !table.equals(TableNames.MAIN) ? table : null;
    return RouteText.line(place, row, device == null, protocol == null, named);
  }
}
