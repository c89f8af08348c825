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

/** What several operations say about themselves in the OpenAPI document. */
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
      description = "At most 64 MB of UTF-8 text",
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
