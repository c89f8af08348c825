package dev.podlane.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Something in the input that could change the result and is not simulated. */
@Schema(name = "Unsimulated")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UnsimulatedView(
    @Schema(
            allowableValues = {
              "egress",
              "ingress",
              "node_firewall",
              "redirect",
              "pod_network",
              "setting",
              "service",
              "service_address",
              "node_port",
              "listener",
              "outside",
              "name_outside",
              "name_plugin",
              "name_program",
              "name_configuration",
              "name_api_server",
              "name_limit",
              "node_network"
            })
        String effect,
    CauseView.@Nullable ObjectView object,
    @Nullable String path) {}
