package dev.podlane.web.api.problem;

import dev.podlane.answer.ProblemView;
import dev.podlane.answer.text.Language;
import dev.podlane.answer.text.Messages;
import dev.podlane.document.Severity;
import dev.podlane.web.text.AskedLanguage;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.stereotype.Component;

/** Puts failures into words. */
@Component
public class ProblemWriter {
  private final Messages messages;

  /** A writer with these texts. */
  public ProblemWriter(Messages messages) {
    this.messages = messages;
  }

  /** The answer's body, in the language of the request. */
  public ProblemBody body(ApiException failure, HttpServletRequest request) {
    return body(failure, request, request.getRequestURI(), failure.kind().status());
  }

  /**
   * Returns the body for a path other than the request's, as when it was forwarded, and a status.
   */
  ProblemBody body(ApiException failure, HttpServletRequest request, String path, int status) {
    Language language = AskedLanguage.of(request);
    List<ProblemView> problems =
        failure.faults().stream().map(fault -> view(fault, language)).toList();
    ProblemKind kind = failure.kind();
    return new ProblemBody(
        "urn:podlane:problem:" + kind.slug(),
        messages.text(language, "api.title." + kind.slug()),
        status,
        problems.get(0).message(),
        path,
        problems);
  }

  private ProblemView view(Fault fault, Language language) {
    List<String> args = fault.args().stream().map(arg -> word(arg, language)).toList();
    String message = messages.text(language, fault.code(), args);
    return ProblemView.of(Severity.ERROR, code(fault), message, fault.place());
  }

  /** Some arguments are words of the reader's language themselves. */
  private String word(String arg, Language language) {
    return arg.startsWith("api.word.") ? messages.text(language, arg) : arg;
  }

  /** Document problems have the same code here as where they are only reported. */
  private static String code(Fault fault) {
    String prefix = "problem.";
    return fault.code().startsWith(prefix) ? fault.code().substring(prefix.length()) : fault.code();
  }
}
