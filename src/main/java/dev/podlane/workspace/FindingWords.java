package dev.podlane.workspace;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.finding.found.Mend;
import dev.podlane.finding.found.Probing;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Floods;
import dev.podlane.trace.Probe;
import java.util.Locale;

/** Reads the probes and edits of findings as those that a person asks for. */
public final class FindingWords {
  private FindingWords() {}

  /** The probe that shows the harm of a finding. */
  public static ProbeRequest request(Probing probe) {
    String to = probe.to();
    boolean isUrl = to.startsWith("http://") || to.startsWith("https://");
    return new ProbeRequest(
        probe.from(),
        to,
        Protocol.valueOf(probe.protocol().toUpperCase(Locale.ROOT)),
        probe.port(),
        Probe.DEFAULT_TTL,
        /* cold= */ true,
        /* seed= */ 0,
        probe.size(),
        probe.size() == null ? Probe.Discovery.WANT : Probe.Discovery.DO,
        Floods.COUNTED,
        /* sourcePort= */ 0,
        /* exchange= */ null,
        /* afterMillis= */ null,
        probe.via(),
        probe.endpoint(),
        isUrl ? ProbeRequest.Http.PLAIN : null);
  }

  /** The edit that mends a finding. */
  public static Event event(Mend edit) {
    if (edit instanceof Mend.Field field) {
      return new Event.FieldChange(name(field.object()), field.path(), field.json());
    }
    if (edit instanceof Mend.Commands commands) {
      return new Event.Commands(commands.namespace(), commands.lines());
    }
    return new Event.Manifest(((Mend.Manifest) edit).text());
  }

  private static ObjectName name(ObjectRef ref) {
    return new ObjectName(ref.kind(), ref.namespace(), ref.name());
  }
}
