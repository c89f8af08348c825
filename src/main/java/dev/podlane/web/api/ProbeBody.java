package dev.podlane.web.api;

import dev.podlane.trace.Probe;
import dev.podlane.workspace.ProbeRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/** One probe as it is sent to us; what is left out has its usual value. */
@Schema(name = "Probe", example = ApiDocs.PROBE)
record ProbeBody(
    @Schema(
            description = "namespace/pod, a pod's name, a node, gateway, or an address",
            example = "default/web-1")
        @NotBlank
        @Size(max = 300)
        @Nullable String from,
    @Schema(description = "The same, or any address; a port may follow", example = "10.0.2.2")
        @NotBlank
        @Size(max = 300)
        @Nullable String to,
    @Schema(
            description = "icmp if left out",
            type = "string",
            allowableValues = {"icmp", "tcp", "udp"})
        Probe.@Nullable Protocol protocol,
    @Schema(description = "1 to 65535, for tcp and udp", example = "80")
        @Range(min = 1, max = 65_535)
        @Nullable Integer port,
    @Schema(description = "Time to live, 64 if left out") @Range(min = 1, max = 255)
        @Nullable Integer ttl,
    @Schema(description = "Forget first what the network has learned; true if left out")
        @Nullable Boolean cold,
    @Schema(description = "Source of every choice left to chance; 0 if left out")
        @Nullable Long seed,
    @Schema(description = "Octets of data of udp and icmp; the usual ones if left out")
        @Range(min = 0, max = 65_000)
        @Nullable Integer size,
    @Schema(
            description = "IP_MTU_DISCOVER of the sender; want if left out",
            type = "string",
            allowableValues = {"want", "do", "dont", "probe"})
        Probe.@Nullable Discovery df) {

  /** Several probes, sent in order over one memory. */
  @Schema(name = "Probes")
  record Several(@NotEmpty @Size(max = 1_000) @Valid @Nullable List<@Valid ProbeBody> probes) {}

  /** The probe with the usual values filled in; from and to are known to be there. */
  ProbeRequest request() {
    return new ProbeRequest(
        from == null ? "" : from,
        to == null ? "" : to,
        protocol == null ? Probe.Protocol.ICMP : protocol,
        port,
        ttl == null ? Probe.DEFAULT_TTL : ttl,
        cold == null || cold,
        seed == null ? 0 : seed,
        size,
        df == null ? Probe.Discovery.WANT : df);
  }
}
