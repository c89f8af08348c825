package dev.podlane.web.api;

import dev.podlane.web.api.problem.ProblemBody;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The descriptions that several operations share in the OpenAPI document. */
final class ApiDocs {
  static final String PROBE =
      "{\"from\": \"default/web-1\", \"to\": \"10.0.2.2\", \"protocol\": \"tcp\", \"port\": 80}";
  static final String PROBES = "{\"probes\": [" + PROBE + "]}";
  static final String PROBLEM =
      """
      {"type": "urn:podlane:problem:invalid-fields",
       "title": "Some fields cannot be used",
       "status": 400,
       "detail": "port must be a whole number from 1 to 65535, was 70000.",
       "instance": "/api/clusters/article/traces",
       "problems": [{"severity": "error", "code": "api.field.range",
         "message": "port must be a whole number from 1 to 65535, was 70000.", "path": "port"}]}
      """;
  private static final String EDIT =
      "{\"number\": 1, \"kind\": \"commands\", \"namespace\": \"gateway\","
          + " \"command\": \"ip route del 10.0.2.0/24\", \"at\": \"2026-03-01T09:30:00Z\"}";
  static final String COMMAND_CHANGES =
      "{\"text\": \"\", \"refused\": false, \"exitCode\": 0, \"changed\": true,"
          + " \"cluster\": \"c-7hk2m9xq4p\", \"problems\": [], \"edits\": ["
          + EDIT
          + "]}";
  static final String COMMAND_LOOKS =
      "{\"text\": \"10.0.2.2 via 10.100.0.3 dev eth0 src 10.100.0.1 uid 0 \\n    cache\","
          + " \"refused\": false, \"exitCode\": 0, \"changed\": false,"
          + " \"cluster\": \"article\", \"problems\": [], \"edits\": []}";
  static final String COMMAND_REFUSED =
      "{\"text\": \"RTNETLINK answers: No such process\", \"refused\": true, \"exitCode\": 2,"
          + " \"changed\": false, \"cluster\": \"c-7hk2m9xq4p\", \"problems\": [], \"edits\": ["
          + EDIT
          + "]}";
  static final String NO_EDITS =
      "{\"edits\": [], \"position\": 0, \"undone\": [" + EDIT + "], \"redo\": true}";
  static final String EDITS =
      "{\"edits\": ["
          + EDIT
          + "], \"position\": 1, \"undone\": [{\"number\": 2, \"kind\": \"commands\","
          + " \"namespace\": \"gateway\", \"command\": \"ip route add 10.0.2.0/24 via 10.100.0.4\","
          + " \"at\": \"2026-03-01T09:31:00Z\"}], \"redo\": true}";
  static final String EDIT_FIELD =
      "{\"object\": {\"kind\": \"Pod\", \"namespace\": \"default\", \"name\": \"web-1\"},"
          + " \"path\": \"spec.containers[0].ports[0].containerPort\", \"value\": 8080}";
  static final String EDIT_COMMANDS =
      "{\"namespace\": \"gateway\", \"commands\": [\"ip route del 10.0.2.0/24\"]}";
  static final String EDIT_EVENT =
      "{\"event\": {\"type\": \"kill\", \"pod\": \"default/web-1\", \"container\": \"nginx\"}}";
  static final String EDIT_MANIFEST =
      "{\"manifest\": \"apiVersion: v1\\nkind: Pod\\nmetadata: {name: web-3}\\nspec: {containers:"
          + " [{name: nginx, image: 'nginx:1.27', ports: [{containerPort: 80}]}]}\\n\"}";
  static final String DOCUMENTS =
      """
      apiVersion: podlane.dev/v1
      kind: ClusterNetwork
      metadata:
        name: article
      spec:
        nodeNetwork:
          cidr: 10.100.0.0/24
          gateway: 10.100.0.1
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: web-1
      spec:
        containers:
          - name: nginx
            image: nginx:1.27
            ports:
              - name: http
                containerPort: 80
      """;

  private ApiDocs() {}

  /** The header by which a client wants all or nothing. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.RUNTIME)
  @Parameter(
      name = "Prefer",
      in = ParameterIn.HEADER,
      description =
          "handling=strict (RFC 7240): refuse the documents as a whole, with 400, if something in"
              + " them is an error that was not there before; nothing is changed then",
      example = "handling=strict")
  @interface Strict {}

  /** The id in the path. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.RUNTIME)
  @Parameter(
      name = "id",
      in = ParameterIn.PATH,
      description = "A saved cluster's id, or a sample's: article, twenty-nodes",
      example = "article")
  @interface ClusterId {}

  /** Documents in the body. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @RequestBody(
      required = true,
      description = "UTF-8 text; what memory does not reach is refused (413)",
      content = {
        @Content(
            mediaType = MediaTypes.YAML,
            schema = @Schema(type = "string"),
            examples = @ExampleObject(name = "article", value = DOCUMENTS)),
        @Content(mediaType = "application/json", schema = @Schema(type = "object"))
      })
  @interface DocumentsInBody {}

  /** A probe in the body. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(oneOf = {ProbeBody.class, ProbeBody.Several.class}),
              examples = {
                @ExampleObject(name = "one probe", value = PROBE),
                @ExampleObject(name = "several probes", value = PROBES)
              }))
  @interface ProbeInBody {}

  /** Every error looks the same. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @ApiResponse(
      responseCode = "default",
      description = "What is wrong, where, and what to do (RFC 9457)",
      content =
          @Content(
              mediaType = "application/problem+json",
              schema = @Schema(implementation = ProblemBody.class),
              examples = @ExampleObject(name = "port out of range", value = PROBLEM)))
  @interface Problems {}
}
