/** The work of Kubernetes' controllers: makes the pods of workloads, ends pods, finds conflicts. */
@NullMarked
package dev.podlane.cluster.control;

import org.jspecify.annotations.NullMarked;
