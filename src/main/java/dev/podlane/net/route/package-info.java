/** Routes, longest-prefix tables and the decision a lookup ends in. */
@NullMarked
package dev.podlane.net.route;

import org.jspecify.annotations.NullMarked;
