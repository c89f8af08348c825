package dev.podlane.web.text;

import dev.podlane.answer.text.Language;
import dev.podlane.answer.text.Messages;
import dev.podlane.store.file.UnusableException;
import java.util.Locale;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains in one sentence why the saved clusters cannot be used, and in another the remedy. */
public class UnusableStoreAnalyzer extends AbstractFailureAnalyzer<UnusableException> {
  @Override
  protected FailureAnalysis analyze(Throwable root, UnusableException unusable) {
    Messages messages = new Messages();
    boolean chinese = Locale.getDefault().getLanguage().equals(Locale.CHINESE.getLanguage());
    Language language = chinese ? Language.ZH : Language.EN;
    String key = "startup." + unusable.reason().slug();
    return new FailureAnalysis(
        messages.text(language, key, unusable.args()),
        messages.text(language, key + ".do", unusable.args()),
        unusable);
  }
}
