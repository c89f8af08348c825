/** What a request carries, received in full before anything is done with it. */
@NullMarked
package dev.podlane.web.api.body;

import org.jspecify.annotations.NullMarked;
