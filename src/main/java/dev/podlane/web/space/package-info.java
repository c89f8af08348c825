/** The owners of clusters, where one server serves many people. */
@NullMarked
package dev.podlane.web.space;

import org.jspecify.annotations.NullMarked;
