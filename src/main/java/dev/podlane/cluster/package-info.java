/**
 * Settles Kubernetes objects: every node and pod has its name, place and address. {@code read}
 * makes drafts of manifests, {@code schedule}, {@code ipam} and {@code control} decide everything
 * they leave open, {@code object} is the result.
 */
@NullMarked
package dev.podlane.cluster;

import org.jspecify.annotations.NullMarked;
