package dev.podlane.web.api;

import dev.podlane.cluster.http.HttpUrl;
import dev.podlane.notation.ProbeCase;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.ExceptionTranslator;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.TargetException;
import dev.podlane.workspace.WalkRun;
import dev.podlane.workspace.Workspace;
import jakarta.validation.Validator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sends the probes of a body: one, {@code {probes: [...]}}, or those of a recording. */
@Component
class ProbeRun {
  private final JsonMapper json;
  private final Validator validator;

  ProbeRun(JsonMapper json, Validator validator) {
    this.json = json;
    this.validator = validator;
  }

  /** Returns true if the answer is a list: of a list of probes, even of one, or a repeated one. */
  static boolean isSeveral(JsonNode body) {
    return body.has("probes") || body.path("repeat").asInt(1) > 1;
  }

  /**
   * Makes ready to send them in order over one memory.
   *
   * @param wanted asked during the walks; once it is false, they end
   * @throws ApiException naming everything that cannot be read or resolved
   */
  WalkRun start(Workspace workspace, JsonNode body, BooleanSupplier wanted) {
    requireObject(body);
    try {
      if (!body.has("probes")) {
        return workspace.run(read(body).requests(), wanted);
      }
      requireNothingElse(body);
      requireObjects(body.get("probes"));
      if (RecordedProbes.isNotation(body.get("probes"))) {
        List<ProbeCase> cases = RecordedProbes.read(body);
        return workspace.runCases(cases, List.of(), wanted);
      }
      return workspace.run(requests(body), wanted);
    } catch (TargetException unknown) {
      throw TargetFaults.of(unknown);
    }
  }

  /**
   * Reads a body of one probe.
   *
   * @throws ApiException naming everything that cannot be read
   */
  ProbeRequest one(JsonNode body) {
    requireObject(body);
    return read(body).requests().get(0);
  }

  private ProbeBody read(JsonNode body) {
    return ExceptionTranslator.valid(
        validator, json.treeToValue(withSender(body), ProbeBody.class));
  }

  private static void requireObject(JsonNode body) {
    if (!body.isObject()) {
      throw new ApiException(ProblemKind.UNREADABLE_BODY, Fault.request("api.body.object"));
    }
  }

  /** A URL without a sender is asked for from outside. */
  private static JsonNode withSender(JsonNode probe) {
    boolean isUrl =
        probe.isObject()
            && !probe.hasNonNull("from")
            && probe.path("to").isString()
            && HttpUrl.isOne(probe.path("to").asString());
    return isUrl ? ((ObjectNode) probe.deepCopy()).put("from", ProbeRequest.CLIENT) : probe;
  }

  private List<ProbeRequest> requests(JsonNode body) {
    ObjectNode all = (ObjectNode) body.deepCopy();
    ArrayNode given = all.putArray("probes");
    body.get("probes").forEach(each -> given.add(withSender(each)));
    ProbeBody.Several several =
        ExceptionTranslator.valid(validator, json.treeToValue(all, ProbeBody.Several.class));
    List<ProbeBody> probes = several.probes() == null ? List.of() : several.probes();
    if (probes.stream().mapToLong(ProbeBody::times).sum() > ProbeBody.MOST) {
      throw new ApiException(
          ProblemKind.INVALID_FIELDS,
          Fault.field("api.field.size", "probes", Integer.toString(ProbeBody.MOST)));
    }
    return probes.stream().flatMap(each -> each.requests().stream()).toList();
  }

  private static void requireNothingElse(JsonNode body) {
    for (String field : List.of("from", "to", "port")) {
      if (body.has(field)) {
        throw new ApiException(ProblemKind.INVALID_FIELDS, Fault.field("api.field.both", field));
      }
    }
  }

  /** Jackson reads a null in a list as an element, which would be no probe at all. */
  private static void requireObjects(JsonNode probes) {
    for (int i = 0; i < probes.size(); i++) {
      if (!probes.get(i).isObject()) {
        String path = "probes[" + i + "]";
        throw new ApiException(
            ProblemKind.INVALID_FIELDS, Fault.field("api.field.type.other", path));
      }
    }
  }
}
