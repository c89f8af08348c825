/** Reads manifests into drafts: every object by kind, as it was written, with its problems. */
@NullMarked
package dev.podlane.cluster.read;

import org.jspecify.annotations.NullMarked;
