/** Templates that StatefulSets and DaemonSets keep as ControllerRevisions. */
@NullMarked
package dev.podlane.time.revision;

import org.jspecify.annotations.NullMarked;
