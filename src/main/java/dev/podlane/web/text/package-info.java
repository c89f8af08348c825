/** The language of a request, and the sentences of this server. */
@NullMarked
package dev.podlane.web.text;

import org.jspecify.annotations.NullMarked;
