/** Selectors over labels, as Kubernetes evaluates them (rule 92). */
@NullMarked
package dev.podlane.cluster.select;

import org.jspecify.annotations.NullMarked;
