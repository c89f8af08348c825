/** Whose requests are answered: those of this machine's programs and of the server's own page. */
@NullMarked
package dev.podlane.web.access;

import org.jspecify.annotations.NullMarked;
