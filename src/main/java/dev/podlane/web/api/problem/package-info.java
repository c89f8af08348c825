/** Every error of the REST interface as problem+json (RFC 9457), in the reader's language. */
@NullMarked
package dev.podlane.web.api.problem;

import org.jspecify.annotations.NullMarked;
