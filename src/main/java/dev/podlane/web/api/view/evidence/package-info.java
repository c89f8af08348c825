/** The tables a step looked at, with the rows that matched and those that nearly did. */
@NullMarked
package dev.podlane.web.api.view.evidence;

import org.jspecify.annotations.NullMarked;
