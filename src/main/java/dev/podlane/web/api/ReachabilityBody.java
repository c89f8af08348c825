package dev.podlane.web.api;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.workspace.PolicyProbe;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Questions to the policies, answered in their order. */
@Schema(name = "ReachabilityProbes", example = ReachabilityBody.EXAMPLE)
record ReachabilityBody(@NotEmpty @Size(max = MOST) @Nullable List<@NotNull @Valid One> probes) {
  /** The largest number of probes of a request. */
  static final int MOST = 10_000;

  static final String EXAMPLE =
      "{\"probes\": [{\"from\": \"default/web-1\", \"to\": \"default/web-2\", \"protocol\":"
          + " \"tcp\", \"port\": 80, \"family\": \"ipv4\"}]}";

  /** One packet. */
  @Schema(name = "ReachabilityProbe")
  record One(
      @Schema(
              description = "A pod as namespace/pod, node:NAME, or an address",
              example = "default/web-1")
          @NotBlank
          @Size(max = 300)
          @Nullable String from,
      @Schema(
              description = "The same, or svc:namespace/name; a port may follow",
              example = "svc:default/web")
          @NotBlank
          @Size(max = 300)
          @Nullable String to,
      @Schema(
              description = "In any case; tcp if left out",
              allowableValues = {"tcp", "udp", "sctp"},
              defaultValue = "tcp")
          @Nullable String protocol,
      @Schema(
              description =
                  "1 to 65535, or the name of a port of the destination; may be left out where the"
                      + " Service has but one",
              oneOf = {Integer.class, String.class},
              example = "80")
          @Nullable JsonNode port,
      @Schema(
              description = "In any case; that of the addresses, else ipv4, if left out",
              allowableValues = {"ipv4", "ipv6"})
          @Nullable String family) {
    /**
     * The question with the usual values filled in.
     *
     * @param path of this probe in the body
     * @throws ApiException naming the field that cannot be read
     */
    PolicyProbe probe(String path) {
      return new PolicyProbe(
          from == null ? "" : from,
          to == null ? "" : to,
          protocol(path),
          portText(path),
          familyOf(path));
    }

    private Protocol protocol(String path) {
      String text = protocol == null ? "TCP" : protocol.strip().toUpperCase(Locale.ROOT);
      return Protocol.WITH_PORTS.stream()
          .filter(each -> each.name().equals(text))
          .findFirst()
          .orElseThrow(() -> noChoice(path + ".protocol", "tcp, udp, sctp"));
    }

    private @Nullable String portText(String path) {
      JsonNode written = port;
      if (written == null || written.isNull()) {
        return null;
      }
      if (written.isString() && !written.asString().isBlank()) {
        return written.asString().strip();
      }
      if (written.isInt() && written.asInt() >= 1 && written.asInt() <= 65_535) {
        return "" + written.asInt();
      }
      String had = written.toString();
      throw new ApiException(
          ProblemKind.INVALID_FIELDS,
          Fault.field(
              "api.field.range",
              path + ".port",
              "1",
              "65535",
              had.length() > 40 ? had.substring(0, 40) : had));
    }

    private Ip.@Nullable Family familyOf(String path) {
      if (family == null) {
        return null;
      }
      return switch (family.strip().toLowerCase(Locale.ROOT)) {
        case "ipv4" -> Ip.Family.IPV4;
        case "ipv6" -> Ip.Family.IPV6;
        default -> throw noChoice(path + ".family", "ipv4, ipv6");
      };
    }

    private static ApiException noChoice(String field, String choices) {
      return new ApiException(
          ProblemKind.INVALID_FIELDS, Fault.field("api.field.choice", field, choices));
    }
  }
}
