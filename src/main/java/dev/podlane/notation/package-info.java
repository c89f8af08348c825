/** Networks, probes, outcomes and paths in the notation that people write and recordings use. */
@NullMarked
package dev.podlane.notation;

import org.jspecify.annotations.NullMarked;
