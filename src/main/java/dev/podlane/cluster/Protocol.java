package dev.podlane.cluster;

/** Transport protocols of container ports; TCP if none is written (rule 13). */
public enum Protocol {
  TCP,
  UDP,
  SCTP
}
