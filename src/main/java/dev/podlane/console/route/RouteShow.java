package dev.podlane.console.route;

import dev.podlane.console.command.Answer;
import dev.podlane.console.command.ArgCursor;
import dev.podlane.console.command.ArgValues;
import dev.podlane.console.command.Command;
import dev.podlane.console.command.CommandContext;
import dev.podlane.console.command.CommandException;
import dev.podlane.console.link.IpOptions;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteTable;
import dev.podlane.net.route.RouteType;
import dev.podlane.net.route.RoutingTables;
import dev.podlane.net.route.TableNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code ip route show} with its selectors.
 *
 * @param wanted name of the table to print, null for all; those are named in each line
 * @param device the device asked for, null if none was
 * @param hidden the words asked for, which are then left out of the lines
 * @param test condition on the routes
 * @param options options of {@code ip}
 */
record RouteShow(
    @Nullable String wanted,
    @Nullable String device,
    Set<String> hidden,
    Predicate<Route> test,
    IpOptions options)
    implements Command {
  RouteShow {
    hidden = Collections.unmodifiableSet(new LinkedHashSet<>(hidden));
  }

  static RouteShow parse(ArgCursor words, IpOptions options) {
    RouteShow show = new RouteShow(TableNames.MAIN, null, Set.of(), row -> true, options);
    while (words.hasNext()) {
      show = show.with(words.next(), words);
    }
    return show;
  }

  private RouteShow with(String word, ArgCursor words) {
    return switch (word) {
      case "table" -> withTable(words.next());
      case "dev", "oif", "iif" -> withDevice(words.next());
      case "proto", "protocol" -> withProtocol(words.next());
      case "scope" -> withScope(words.next());
      case "type" -> withType(words.next());
      case "via" -> {
        Ip via = ArgValues.loosePrefix(words.next()).ip();
        yield hiding("via", row -> isOne(row) && via.equals(row.via()));
      }
      case "src" -> {
        Ip source = ArgValues.loosePrefix(words.next()).ip();
        yield hiding("src", row -> source.equals(row.source()));
      }
      case "metric", "priority", "preference" -> {
        long metric = IpRuleReader.number(words.next(), "\"metric\" value is invalid");
        yield hiding("metric", row -> row.metric() == metric);
      }
      case "tos", "dsfield" -> {
        int tos = RouteMetricWords.service(words.next());
        yield withTest(row -> row.options().tos() == tos);
      }
      case "to" -> with(words.next(), words);
      case "root" -> withPrefix(ArgValues.prefix(words.next())::contains);
      case "match" -> {
        Prefix inside = ArgValues.loosePrefix(words.next()).prefix();
        yield withPrefix(prefix -> prefix.contains(inside));
      }
      case "exact" -> withPrefix(ArgValues.prefix(words.next())::equals);
      default -> withPrefix(ArgValues.prefix(word)::equals);
    };
  }

  private RouteShow withPrefix(Predicate<Prefix> now) {
    return withTest(row -> now.test(row.destination()));
  }

  private RouteShow withTest(Predicate<Route> now) {
    return new RouteShow(wanted, device, hidden, test.and(now), options);
  }

  private RouteShow hiding(String word, Predicate<Route> now) {
    Set<String> all = new LinkedHashSet<>(hidden);
    all.add(word);
    return new RouteShow(wanted, device, all, test.and(now), options);
  }

  /** Those with several ways are not asked for theirs. */
  private static boolean isOne(Route row) {
    return row.options().hops().isEmpty();
  }

  private RouteShow withDevice(String name) {
    RouteShow show = hiding("dev", row -> isOne(row) && name.equals(row.device()));
    return new RouteShow(wanted, name, show.hidden, show.test, options);
  }

  private RouteShow withProtocol(String name) {
    String protocol =
        RouteProtocols.of(name).orElseThrow(() -> ArgCursor.wrong(name, "invalid \"protocol\""));
    return hiding("proto", row -> protocol.equals(row.protocol()));
  }

  private RouteShow withScope(String name) {
    if (name.equals("all") || name.equals("nowhere")) {
      return this;
    }
    Route.Scope scope = RouteWords.scope(name);
    return hiding("scope", row -> row.scope() == scope);
  }

  private RouteShow withType(String name) {
    for (RouteType type : RouteType.values()) {
      if (type.text().equals(name.toLowerCase(Locale.ROOT))) {
        return withTest(row -> row.type() == type);
      }
    }
    throw ArgCursor.wrong(name, "node type value is invalid");
  }

  private RouteShow withTable(String name) {
    boolean isAll = name.equals("all") || name.equals("0");
    return new RouteShow(isAll ? null : table(name), device, hidden, test, options);
  }

  private static String table(String name) {
    return TableNames.of(name)
        .orElseThrow(() -> ArgCursor.wrong(name, "table id value is invalid"));
  }

  @Override
  public Answer at(CommandContext place) {
    if (device != null) {
      place.device(device);
    }
    List<String> lines = new ArrayList<>();
    List<Map<String, Object>> records = new ArrayList<>();
    for (RouteTable table : selected(place, "Dump terminated")) {
      boolean isNamed = wanted == null && !table.name().equals(TableNames.MAIN);
      String name = isNamed ? table.name() : null;
      for (Route row : RouteText.inOrder(table)) {
        if (test.test(row) && options.json()) {
          records.add(RouteJson.of(place, row, hidden, name, options.details()));
        } else if (test.test(row)) {
          lines.add(options.joined(RouteText.line(place, row, hidden, name, options.details())));
        }
      }
    }
    return place.says(options.json() ? options.json(records) : String.join("\n", lines));
  }

  /** Removes the routes that {@code show} would print: {@code ip route flush}. */
  Answer flush(CommandContext place) {
    RoutingTables now = place.ns().routes();
    for (RouteTable table : selected(place, "Flush terminated")) {
      now = now.with(table.without(test));
    }
    return place.changed(place.ns().withRoutes(now));
  }

  private List<RouteTable> selected(CommandContext place, String otherwise) {
    RoutingTables tables = place.ns().routes();
    if (wanted == null) {
      return tables.tables();
    }
    return List.of(
        tables
            .table(wanted)
            .orElseThrow(
                () ->
                    CommandException.kernel(
                        "Error: ipv4: FIB table does not exist.\n" + otherwise)));
  }
}
