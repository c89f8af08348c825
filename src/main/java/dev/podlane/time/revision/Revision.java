package dev.podlane.time.revision;

/**
 * A ControllerRevision of a workload.
 *
 * @param name its name
 * @param number {@code revision}, higher for a later template
 * @param matches true if its template equals the workload's
 * @param live true if a pod has it, or the workload's status names it
 */
public record Revision(String name, long number, boolean matches, boolean live) {}
