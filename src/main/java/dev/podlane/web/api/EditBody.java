package dev.podlane.web.api;

import dev.podlane.store.SavedCluster;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.ObjectName;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An edit as it is sent: one of object with path and value, commands, a manifest, or an event. */
@Schema(name = "EditRequest")
record EditBody(
    @Schema(description = "The object whose field changes") @Valid @Nullable ObjectBody object,
    @Schema(
            description =
                "The field: spec.containers[0].image, metadata.labels[\"a.b/c\"], or a JSON pointer"
                    + " such as /spec/nodeName; empty for the whole object",
            example = "spec.nodeName")
        @Size(max = 1000)
        @Nullable String path,
    @Schema(
            description = "The new value, any JSON; null takes the field away, or the whole object",
            type = "object",
            example = "\"node-2\"")
        @Nullable JsonNode value,
    @Schema(description = "Network namespace the commands are given in", example = "gateway")
        @Size(max = 300)
        @Nullable String namespace,
    @Schema(description = "Command lines; all are carried out or none") @Size(max = 100)
        @Nullable List<@NotBlank @Size(max = 4096) String> commands,
    @Schema(
            description =
                "Kubernetes objects, as YAML or JSON text or as JSON: each takes the place of the"
                    + " object of the same kind, namespace and name, or is added",
            type = "string")
        @Nullable JsonNode manifest,
    @Schema(description = "Something that happens to a pod, a container or a cable") @Valid
        @Nullable EventBody event,
    @Schema(description = "For a sample: save a copy under this name and change that")
        @Size(max = SavedCluster.MAX_NAME)
        @Nullable String copyAs) {

  /** An object as it is named in a request. */
  @Schema(name = "ObjectName")
  record ObjectBody(
      @Schema(example = "Pod") @NotBlank @Size(max = 100) @Nullable String kind,
      @Schema(
              description = "default, or not needed if the name is unique, if left out",
              example = "default")
          @Size(max = 253)
          @Nullable String namespace,
      @Schema(example = "web-1") @NotBlank @Size(max = 253) @Nullable String name) {}

  /**
   * Returns the event that the body asks for.
   *
   * @throws ApiException if it is none, or more than one
   */
  Event asked() {
    int kinds = (object == null ? 0 : 1) + (commands == null ? 0 : 1) + (given(manifest) ? 1 : 0);
    kinds += event == null ? 0 : 1;
    if (kinds != 1) {
      throw new ApiException(ProblemKind.INVALID_FIELDS, Fault.request("api.edit.one-of"));
    }
    if (object != null) {
      return change(object);
    }
    if (event != null) {
      return event.asked();
    }
    if (commands != null) {
      if (commands.isEmpty()) {
        throw missing("commands");
      }
      if (namespace == null || namespace.isBlank()) {
        throw missing("namespace");
      }
      return new Event.Commands(namespace, commands);
    }
    return new Event.Manifest(manifestText(Objects.requireNonNull(manifest)));
  }

  private Event change(ObjectBody named) {
    if (path == null) {
      throw missing("path");
    }
    if (value == null) {
      throw missing("value");
    }
    String where = named.namespace() == null ? "" : named.namespace();
    ObjectName name = new ObjectName("" + named.kind(), where, "" + named.name());
    return new Event.FieldChange(name, path, value.isNull() ? null : value.toString());
  }

  /** The objects of a manifest as text. */
  static String manifestText(JsonNode manifest) {
    if (manifest.isString()) {
      return manifest.asString();
    }
    List<String> objects = new ArrayList<>();
    if (manifest.isArray()) {
      manifest.forEach(each -> objects.add(each.toString()));
    } else {
      objects.add("" + manifest);
    }
    return String.join("\n", objects);
  }

  private static boolean given(@Nullable JsonNode node) {
    return node != null && !node.isNull();
  }

  static ApiException missing(String field) {
    return new ApiException(ProblemKind.INVALID_FIELDS, Fault.field("api.field.missing", field));
  }
}
