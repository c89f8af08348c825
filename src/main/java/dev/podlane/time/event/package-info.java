/** What people do to a cluster on its time line. */
@NullMarked
package dev.podlane.time.event;

import org.jspecify.annotations.NullMarked;
