package dev.podlane.web.api;

import dev.podlane.answer.DnsView;
import dev.podlane.answer.Localizer;
import dev.podlane.cluster.dns.DnsName;
import dev.podlane.cluster.dns.RecordType;
import dev.podlane.cluster.dns.ResolvConf;
import dev.podlane.net.addr.Ip;
import dev.podlane.notation.PathLines;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.ExceptionTranslator;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.workspace.ResolvedName;
import dev.podlane.workspace.TargetException;
import dev.podlane.workspace.Workspace;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Validator;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Names: queries as a pod's resolver sends them, and the file that it reads. */
@RestController
@Tag(name = "Traces")
class DnsController {
  private final ClusterAnswers answers;
  private final WalkPlaces places;
  private final Validator validator;

  DnsController(ClusterAnswers answers, WalkPlaces places, Validator validator) {
    this.answers = answers;
    this.places = places;
    this.validator = validator;
  }

  @PostMapping(
      path = "/api/clusters/{id}/dns",
      consumes = "application/json",
      produces = "application/json")
  @Operation(
      summary = "Resolve a name as a sender would",
      description =
          "By the sender's resolv.conf: its servers, search list and ndots, as glibc follows them."
              + " Each query is a walk to the server and back, by UDP, and by TCP where the answer"
              + " is truncated; CoreDNS answers as its Corefile says, and its own queries to other"
              + " servers are walks, too. The result is UNKNOWN where something is not simulated,"
              + " or a name outside the cluster is not among the externalNames of the"
              + " ClusterNetwork.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = DnsBody.class),
              examples = @ExampleObject(name = "an address", value = DnsBody.EXAMPLE)))
  @ApiResponse(
      responseCode = "200",
      description = "The resolution",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = DnsView.class),
              examples = @ExampleObject(name = "found at the first name", value = DnsView.EXAMPLE)))
  @ApiDocs.Problems
  DnsView resolve(
      @ApiDocs.ClusterId @PathVariable String id,
      @RequestBody DnsBody body,
      HttpServletRequest request,
      HttpServletResponse response) {
    ExceptionTranslator.valid(validator, body);
    String from = body.from() == null ? "" : body.from();
    RecordType type = type(body.type() == null ? "A" : body.type());
    String name = name(body.name() == null ? "" : body.name().strip(), type);
    Workspace workspace = answers.open(id).workspace();
    Localizer words = answers.words(request);
    WalkPlaces.Place place = places.enter();
    try {
      ResolvedName resolved =
          ResolvedName.of(workspace, from, name, type, new StillThere(response));
      return DnsView.of(resolved, type, words, PathLines::of);
    } catch (TargetException unknown) {
      throw TargetFaults.of(unknown);
    } finally {
      place.close();
    }
  }

  private static RecordType type(String name) {
    return RecordType.named(name)
        .orElseThrow(
            () ->
                new ApiException(
                    ProblemKind.INVALID_FIELDS,
                    Fault.field(
                        "api.field.choice", "type", "A, AAAA, CNAME, SRV, PTR, TXT, MX, NS, SOA")));
  }

  /** An address in a question for PTR stands for its reverse name, as with dig -x. */
  private static String name(String text, RecordType type) {
    Optional<Ip> address = type == RecordType.PTR ? Ip.tryParse(text) : Optional.empty();
    if (address.isPresent()) {
      return DnsName.reverse(address.get()).toString();
    }
    if (DnsName.tryParse(text).isEmpty()) {
      throw new ApiException(
          ProblemKind.INVALID_FIELDS, Fault.field("api.target.no-name", "name", text));
    }
    return text;
  }

  @GetMapping(
      path = "/api/clusters/{id}/pods/{namespace}/{pod}/resolv.conf",
      produces = "text/plain")
  @Operation(
      summary = "Show the resolv.conf of a pod",
      description =
          "As the kubelet writes it by dnsPolicy and dnsConfig. The file of a node is not in the"
              + " documents: it is assumed to name one resolver outside.")
  @ApiResponse(
      responseCode = "200",
      description = "The file",
      content =
          @Content(
              mediaType = "text/plain",
              schema = @Schema(type = "string"),
              examples =
                  @ExampleObject(
                      name = "ClusterFirst",
                      value =
                          """
                          search default.svc.cluster.local svc.cluster.local cluster.local
                          nameserver 10.96.0.10
                          options ndots:5
                          """)))
  @ApiDocs.Problems
  String conf(
      @ApiDocs.ClusterId @PathVariable String id,
      @PathVariable String namespace,
      @PathVariable String pod) {
    Workspace workspace = answers.open(id).workspace();
    return ResolvedName.conf(workspace, namespace, pod)
        .map(ResolvConf::text)
        .orElseThrow(
            () ->
                new ApiException(
                    ProblemKind.NOT_FOUND,
                    Fault.request("api.pod.unknown", namespace + "/" + pod)));
  }
}
