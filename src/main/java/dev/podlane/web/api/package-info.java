/** The REST interface under /api. */
@NullMarked
package dev.podlane.web.api;

import org.jspecify.annotations.NullMarked;
