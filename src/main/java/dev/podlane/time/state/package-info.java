/** A cluster at one moment: what the API server keeps, and what is true on each node. */
@NullMarked
package dev.podlane.time.state;

import org.jspecify.annotations.NullMarked;
