package dev.podlane.web.api;

import dev.podlane.document.Fields;
import dev.podlane.document.MapValue;
import dev.podlane.document.Problem;
import dev.podlane.document.Severity;
import dev.podlane.document.read.Documents;
import dev.podlane.notation.ProbeCase;
import dev.podlane.notation.ProbeReader;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Probes in the notation of recordings: {@code {src, dst, proto, port, before: [...], ...}}. */
final class RecordedProbes {
  /** The largest number of packets of one request, repetitions counted. */
  private static final int MOST = 1_000;

  private RecordedProbes() {}

  /** Returns true if a list of probes is written in that notation. */
  static boolean isNotation(JsonNode probes) {
    return probes.size() > 0 && probes.get(0).has("src");
  }

  /**
   * Reads the list of probes.
   *
   * @throws ApiException naming everything that cannot be read
   */
  static List<ProbeCase> read(JsonNode body) {
    List<Problem> problems = new ArrayList<>();
    List<ProbeCase> cases =
        Documents.parse("", body.toString()).stream()
            .filter(document -> document.root() instanceof MapValue)
            .map(doc -> Fields.of(doc.place(), (MapValue) doc.root(), problems::add))
            .flatMap(fields -> fields.maps("probes").stream())
            .map(ProbeReader::read)
            .flatMap(Optional::stream)
            .toList();
    List<Fault> faults =
        problems.stream()
            .filter(problem -> problem.severity() == Severity.ERROR)
            .map(Fault::of)
            .toList();
    if (!faults.isEmpty()) {
      throw new ApiException(ProblemKind.INVALID_FIELDS, faults);
    }
    if (cases.stream().mapToInt(ProbeCase::repeat).sum() > MOST) {
      throw new ApiException(
          ProblemKind.INVALID_FIELDS,
          Fault.field("api.field.size", "probes", Integer.toString(MOST)));
    }
    return cases;
  }
}
