package dev.podlane.web.api;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.workspace.pairs.Focus;
import dev.podlane.workspace.pairs.Grouping;
import dev.podlane.workspace.pairs.PairRequest;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a question about all pairs, as they were given; null if they were not.
 *
 * @param protocol tcp, udp or sctp in any case
 * @param port a number or a name
 * @param family ipv4 or ipv6 in any case
 * @param group workload, namespace or class
 */
record PairsQuery(
    @Nullable String protocol,
    @Nullable String port,
    @Nullable String family,
    @Nullable String group,
    boolean exposure,
    int row,
    int rows,
    int column,
    int columns) {
  /** The largest number of rows and of columns of an answer. */
  static final int MOST = 500;

  /** The largest number of cells of an answer. */
  static final int MOST_CELLS = 10_000;

  /** IANA service names are shorter (RFC 6335), and every name of a port is one. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,63}");

  /**
   * The question.
   *
   * @throws ApiException naming the first parameter that cannot be read
   */
  PairRequest request(Focus focus) {
    requireRange("row", row, 0, Integer.MAX_VALUE);
    requireRange("column", column, 0, Integer.MAX_VALUE);
    requireRange("rows", rows, 1, MOST);
    requireRange("columns", columns, 1, Math.min(MOST, MOST_CELLS / rows));
    return new PairRequest(
        familyOf(),
        protocolOf(),
        portOf(),
        grouping(),
        focus,
        exposure,
        row,
        rows,
        column,
        columns);
  }

  private static void requireRange(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ApiException(
          ProblemKind.INVALID_FIELDS,
          Fault.field("api.field.range", name, "" + least, "" + most, "" + value));
    }
  }

  private Ip.Family familyOf() {
    return switch (lower(family, "ipv4")) {
      case "ipv4" -> Ip.Family.IPV4;
      case "ipv6" -> Ip.Family.IPV6;
      default -> throw noChoice("family", "ipv4, ipv6");
    };
  }

  private @Nullable Protocol protocolOf() {
    String text = lower(protocol, "").toUpperCase(Locale.ROOT);
    if (text.isEmpty()) {
      return null;
    }
    return Protocol.WITH_PORTS.stream()
        .filter(each -> each.name().equals(text))
        .findFirst()
        .orElseThrow(() -> noChoice("protocol", "tcp, udp, sctp"));
  }

  private @Nullable String portOf() {
    String text = lower(port, "");
    if (text.isEmpty()) {
      return null;
    }
    boolean isNumber = text.matches("[0-9]{1,9}");
    int number = isNumber ? Integer.parseInt(text) : 1;
    if (number < 1 || number > 65_535 || !NAME.matcher(text).matches()) {
      String had = text.length() > 40 ? text.substring(0, 40) : text;
      throw new ApiException(
          ProblemKind.INVALID_FIELDS, Fault.field("api.field.range", "port", "1", "65535", had));
    }
    return isNumber ? "" + number : text;
  }

  private Grouping grouping() {
    return switch (lower(group, "workload")) {
      case "workload" -> Grouping.WORKLOAD;
      case "namespace" -> Grouping.NAMESPACE;
      case "class" -> Grouping.CLASS;
      default -> throw noChoice("group", "workload, namespace, class");
    };
  }

  private static String lower(@Nullable String text, String usual) {
    return text == null || text.isBlank() ? usual : text.strip().toLowerCase(Locale.ROOT);
  }

  private static ApiException noChoice(String name, String choices) {
    return new ApiException(
        ProblemKind.INVALID_FIELDS, Fault.field("api.field.choice", name, choices));
  }
}
