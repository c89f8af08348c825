package dev.podlane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions that users of real manifests ask, answered on the command line. */
@Execution(ExecutionMode.SAME_THREAD)
class RealQuestionsTest {
  private static final String SHOP = "src/test/resources/real/online-boutique";

  /** Policies of online-boutique: who may reach whom, and the policy that says no. */
  @ParameterizedTest
  @CsvSource({
    "frontend, cartservice, 7070, delivered, ''",
    "loadgenerator, redis-cart, 6379, timeout, NetworkPolicy default/redis-cart",
    "checkoutservice, svc:default/emailservice, 5000, delivered, ''",
    "checkoutservice, emailservice, 5000, timeout, NetworkPolicy default/emailservice",
    "checkoutservice, emailservice, 8080, delivered, ''",
    "ext:203.0.113.9, frontend, 8080, delivered, ''",
    "recommendationservice, paymentservice, 50051, timeout, NetworkPolicy default/paymentservice",
  })
  void onlineBoutique(String from, String to, String port, String result, String policy) {
    Typed typed =
        Typed.of("trace", SHOP, "--from", from, "--to", to, "--port", port, "--expect", result);

    assertThat(typed.status()).as(typed.out() + typed.err()).isZero();
    assertThat(typed.out())
        .contains(policy.isEmpty() ? "Delivered" : "cause: policy.isolated, " + policy);
    assertThat(typed.out().contains("network-policies/network-policy-"))
        .isEqualTo(!policy.isEmpty());
  }
}
