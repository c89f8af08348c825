/** The page's shell, its headers, and what is cached. */
@NullMarked
package dev.podlane.web.page;

import org.jspecify.annotations.NullMarked;
