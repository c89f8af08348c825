package dev.podlane.web.api;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.workspace.pairs.Focus;
import dev.podlane.workspace.pairs.Grouping;
import dev.podlane.workspace.pairs.PairRequest;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of a question about all pairs, as they were given. */
record PairsQuery(
    @Parameter(
            description = "tcp if a port is given; else that of each port that is declared",
            schema = @Schema(allowableValues = {"tcp", "udp", "sctp"}))
        @Nullable String protocol,
    @Parameter(
            description =
                "A number, at which every receiver is asked, or the name of a declared port. If"
                    + " left out, receivers are asked at each port that their containers declare",
            example = "8080")
        @Nullable String port,
    @Parameter(
            schema =
                @Schema(
                    allowableValues = {"ipv4", "ipv6"},
                    defaultValue = "ipv4"))
        @Nullable String family,
    @Parameter(
            description = "The pods that share a row",
            schema =
                @Schema(
                    allowableValues = {"workload", "namespace", "class"},
                    defaultValue = "workload"))
        @Nullable String group,
    @Parameter(
            description =
                "Only pairs of this pod, or those on which this policy has a say: it selects the"
                    + " sender for egress or the receiver for ingress",
            example = "policy:default/web")
        @Nullable String focus,
    @Parameter(
            description = "With nodes, the world outside and pods that do not exist yet",
            schema = @Schema(type = "boolean", defaultValue = "true"))
        @Nullable String exposure,
    @Parameter(
            description =
                "Walk an example of each cell that policies allow, as far as the answer has room"
                    + " and time; walked says of which that is true",
            schema = @Schema(type = "boolean", defaultValue = "true"))
        @Nullable String walk,
    @Parameter(
            description = "First row, from 0",
            schema = @Schema(type = "integer", defaultValue = "0"))
        @Nullable String row,
    @Parameter(
            description = "Rows at most, to 500",
            schema = @Schema(type = "integer", defaultValue = "20"))
        @Nullable String rows,
    @Parameter(
            description = "First column, from 0",
            schema = @Schema(type = "integer", defaultValue = "0"))
        @Nullable String column,
    @Parameter(
            description = "Columns at most, to 500, and 10,000 cells together",
            schema = @Schema(type = "integer", defaultValue = "20"))
        @Nullable String columns) {
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
  PairRequest request(Focus about) {
    int height = number("rows", rows, 20, 1, MOST);
    return new PairRequest(
        familyOf(),
        protocolOf(),
        portOf(),
        grouping(),
        about,
        truth("exposure", exposure),
        number("row", row, 0, 0, Integer.MAX_VALUE),
        height,
        number("column", column, 0, 0, Integer.MAX_VALUE),
        number("columns", columns, 20, 1, Math.min(MOST, MOST_CELLS / height)));
  }

  /** Returns true if examples shall be walked. */
  boolean isWalked() {
    return truth("walk", walk);
  }

  private static boolean truth(String name, @Nullable String text) {
    return switch (lower(text, "true")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw noChoice(name, "true, false");
    };
  }

  private static int number(String name, @Nullable String text, int usual, int least, int most) {
    String written = lower(text, "" + usual);
    long value = written.matches("-?[0-9]{1,10}") ? Long.parseLong(written) : Long.MIN_VALUE;
    if (value < least || value > most) {
      String had = written.length() > 40 ? written.substring(0, 40) : written;
      throw new ApiException(
          ProblemKind.INVALID_FIELDS,
          Fault.field("api.field.range", name, "" + least, "" + most, had));
    }
    return (int) value;
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
