/** The body of a request, received in full before it is processed. */
@NullMarked
package dev.podlane.web.api.body;

import org.jspecify.annotations.NullMarked;
