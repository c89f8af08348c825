package dev.podlane.web.api;

import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A question for the state of a network namespace during a walk. */
@Schema(name = "StateQuestion")
record StateBody(
    @Schema(description = "The probe that is walked; none for the state before any packet") @Valid
        @Nullable ProbeBody probe,
    @Schema(
            description = "seq of the last step that is walked; the whole walk if left out",
            example = "40")
        @PositiveOrZero
        @Nullable Integer step,
    @Schema(description = "Network namespace", example = "node-1") @NotBlank @Size(max = 300)
        @Nullable String namespace,
    @Schema(
            description = "The tool",
            example = "ip-neigh",
            allowableValues = {
              "iptables-save",
              "nft",
              "ip-route",
              "ip-rule",
              "ip-addr",
              "ip-neigh",
              "bridge-fdb",
              "conntrack",
              "ipset",
              "sysctl",
              "ss"
            })
        @NotBlank
        @Nullable String of,
    @Schema(description = "A text; only lines that hold it are answered", example = "default/web")
        @Size(max = 300)
        @Nullable String containing) {
  /** The command lines that show the state, by the name of the tool in requests. */
  private static final Map<String, String> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("iptables-save", "iptables-save -c");
    COMMANDS.put("nft", "nft list ruleset");
    COMMANDS.put("ip-route", "ip route show");
    COMMANDS.put("ip-rule", "ip rule show");
    COMMANDS.put("ip-addr", "ip address show");
    COMMANDS.put("ip-neigh", "ip neighbour show");
    COMMANDS.put("bridge-fdb", "bridge fdb show");
    COMMANDS.put("conntrack", "conntrack -L");
    COMMANDS.put("ipset", "ipset list");
    COMMANDS.put("sysctl", "sysctl -a");
    COMMANDS.put("ss", "ss -lntu");
  }

  /** The lines of an output that are wanted; all of it if nothing narrows it. */
  String narrowed(String output) {
    if (containing == null || containing.isEmpty()) {
      return output;
    }
    return output
        .lines()
        .filter(each -> each.contains(containing))
        .collect(Collectors.joining("\n"));
  }

  /**
   * The command line whose output is wanted.
   *
   * @throws ApiException naming the tools there are if it is none of them
   */
  String command() {
    String command = COMMANDS.get(of);
    if (command == null) {
      throw new ApiException(
          ProblemKind.INVALID_FIELDS,
          Fault.field("api.field.choice", "of", String.join(", ", COMMANDS.keySet())));
    }
    return command;
  }
}
