package dev.podlane.web.api.problem;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.podlane.answer.text.Messages;
import dev.podlane.trace.record.Budget;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Failures that nobody waits for an answer to. */
class ProblemAdviceTest {
  @Test
  void aWalkThatIsNotWantedAnyMoreIsNoDefect() {
    Budget.Cancelled cancelled =
        catchThrowableOfType(
            Budget.Cancelled.class, () -> Budget.ofRun(1, 0, () -> false).requireWanted());
    MockHttpServletRequest request =
        new MockHttpServletRequest("POST", "/api/clusters/article/state");

    // what Spring ends quietly, as it does where a client leaves while the answer is written
    assertThatThrownBy(
            () -> new ProblemAdvice(new ProblemWriter(new Messages())).answer(cancelled, request))
        .isInstanceOf(AsyncRequestNotUsableException.class);
  }
}
