/** Answers that never end: what they carry is sent when it happens. */
@NullMarked
package dev.podlane.web.live;

import org.jspecify.annotations.NullMarked;
