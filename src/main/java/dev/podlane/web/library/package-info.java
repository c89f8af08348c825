/** All clusters one can open, saved ones and samples, by id. */
@NullMarked
package dev.podlane.web.library;

import org.jspecify.annotations.NullMarked;
