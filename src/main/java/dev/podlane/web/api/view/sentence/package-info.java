/** Puts steps, causes and outcomes of a walk into words. */
@NullMarked
package dev.podlane.web.api.view.sentence;

import org.jspecify.annotations.NullMarked;
