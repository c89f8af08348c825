package dev.podlane.web.api;

import dev.podlane.store.SavedCluster;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A command line as it is sent to us. */
@Schema(name = "Command")
record ConsoleBody(
    @Schema(description = "Network namespace it is given in", example = "gateway")
        @NotBlank
        @Size(max = 300)
        @Nullable String namespace,
    @Schema(
            description =
                "One command: of ip, bridge, iptables and others, or ping, nc, traceroute; help"
                    + " lists them. There is no shell",
            example = "ip route del 10.0.2.0/24")
        @NotBlank
        @Size(max = 4096)
        @Nullable String command,
    @Schema(
            description =
                "For a sample, which itself stays as it is: save a copy under this name if the"
                    + " command changes something, and change that",
            example = "My copy")
        @Size(max = SavedCluster.MAX_NAME)
        @Nullable String copyAs,
    @Schema(
            description =
                "A walk during which the program listens (tcpdump), or after which a command looks"
                    + " (conntrack -L, ip neigh)")
        @Valid
        @Nullable ProbeBody probe) {}
