/**
 * The JSON of the REST interface as records. The rooms below make them: {@code topology} of
 * networks, {@code trace} of walks, with the tables of {@code evidence} and the words of {@code
 * sentence}.
 */
@NullMarked
package dev.podlane.web.api.view;

import org.jspecify.annotations.NullMarked;
