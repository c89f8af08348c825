package dev.podlane.workspace;

import dev.podlane.notation.ConsoleEdit;
import org.jspecify.annotations.Nullable;

/**
 * An edit of the documents and what became of it.
 *
 * @param edit the command and where it stands
 * @param refused what the tool said if it no longer applies; null if it was carried out
 */
public record AppliedEdit(ConsoleEdit edit, @Nullable String refused) {}
