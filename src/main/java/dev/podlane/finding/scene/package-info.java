/** The settled cluster as finders look at it: by indexes, so that each finder is linear. */
@NullMarked
package dev.podlane.finding.scene;

import org.jspecify.annotations.NullMarked;
