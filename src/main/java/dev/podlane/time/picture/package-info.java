/** A moment of a time line as a settled cluster, which compiles like any other. */
@NullMarked
package dev.podlane.time.picture;

import org.jspecify.annotations.NullMarked;
