package dev.podlane.answer;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The decision by which a probe was not answered. */
@Schema(
    name = "Cause",
    description = "Who decided that the probe was not answered; there unless it was delivered",
    example =
        """
        {"code": "rule", "object": {"kind": "LinuxNetwork", "namespace": null, "name": "lab"},
         "path": "spec.namespaces.node-1.iptables",
         "rule": "-A FORWARD -d 10.0.2.2/32 -p tcp -m tcp --dport 80 -j DROP",
         "device": "cbr0", "netns": "node-1", "step": 61,
         "fields": [{"field": "-d", "wanted": "10.0.2.2/32", "had": "10.0.2.2"},
           {"field": "-p", "wanted": "tcp", "had": "tcp"},
           {"field": "--dport", "wanted": "80", "had": "80"}]}
        """)
public record CauseView(
    @Schema(
            allowableValues = {
              "rule",
              "no-socket",
              "no-route",
              "neighbour",
              "reverse-path",
              "reply-mismatch",
              "dns",
              "mtu",
              "ttl",
              "outside",
              "loop",
              "limit",
              "not-simulated",
              "fact-missing"
            })
        String code,
    @Schema(description = "The object of the input it comes from") @Nullable ObjectView object,
    @Schema(description = "The field of that object", example = "spec.containers[0].ports[0]")
        @Nullable String path,
    @Schema(
            description = "The rule or route that decided, as Linux prints it",
            example = "-A FORWARD -d 10.0.2.2/32 -p tcp -m tcp --dport 80 -j DROP")
        @Nullable String rule,
    @Schema(example = "eth0") @Nullable String device,
    @Schema(description = "The network namespace in which it was decided", example = "node-1")
        String netns,
    @Schema(description = "The seq of the step that decided", example = "61")
        @Nullable Integer step,
    @Schema(description = "What was looked at") List<FieldView> fields) {

  /** Copies its fields. */
  public CauseView {
    fields = List.copyOf(fields);
  }

  /** An object of the input. */
  @Schema(name = "CauseObject")
  public record ObjectView(
      @Schema(example = "Pod") String kind,
      @Schema(example = "default", description = "None for a kind without namespaces")
          @Nullable String namespace,
      @Schema(example = "web-1") String name) {}

  /** Something that was looked at. */
  @Schema(
      name = "CauseField",
      description =
          "Of a rule: a condition, and what the packet had. Else: the value with which the packet"
              + " would have gone on, and the value found; null where there is none")
  public record FieldView(
      @Schema(example = "net.ipv4.conf.eth0.rp_filter") String field,
      @Schema(example = "2") @Nullable String wanted,
      @Schema(example = "1") @Nullable String had) {}

  /** The host that made the answer. */
  @Schema(
      name = "AnsweredBy",
      description = "Who made the answer that the sender got, whatever address it bears")
  public record AnsweredByView(
      @Schema(example = "default/web-1") String netns,
      @Nullable ObjectView object,
      @Schema(
              description =
                  "Set if somebody else was meant who has the same address; the outcome then says"
                      + " nothing about that one")
          @Nullable MeantView meant) {}

  /** The onward connection of the host that answered. */
  @Schema(
      name = "Onward",
      description =
          "The connection that a proxy which answered makes onward. The sender has its answer"
              + " before that, so the result above says nothing of it")
  public record OnwardView(
      @Schema(example = "dh") String netns,
      @Schema(example = "172.17.0.2:80") String to,
      @Schema(example = "timeout") String result,
      @Nullable CauseView cause) {}

  /** The target that was meant. */
  @Schema(name = "Meant")
  public record MeantView(
      @Schema(example = "default/web-2") String netns, @Nullable ObjectView object) {}
}
