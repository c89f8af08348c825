package dev.podlane.web.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys are random enough, and only their hash is known. */
class SecretTest {
  @Test
  void freshOnesDifferAndAreTaken() {
    Stream<String> some = IntStream.range(0, 500).mapToObj(each -> Secret.fresh());

    assertThat(some.map(Secret::hash).map(hash -> hash.orElse("none")))
        .doesNotHaveDuplicates()
        .allMatch(hash -> hash.matches("[0-9a-f]{64}"));
  }

  @Test
  void theHashIsThatOfTheText() {
    assertThat(Secret.hash("abcdefghijklmnopqrstuvwxyz"))
        .contains("71c480df93d6ae2f1efad1447c66c9525e316218cf51fc8d9ed832f2daf18b73");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abcdefghijklmnopqrstu",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "12341234123412341234123412341234",
        "abcdefghijklmnopqrstuvwxyz ",
        "abcdefghijklmnopqrstuvwxyz=",
        "äbcdefghijklmnopqrstuvwxyz"
      })
  void whatCannotBeRandomIsNoKey(String text) {
    assertThat(Secret.hash(text)).isEmpty();
  }

  @Test
  void aKeyHasAnEnd() {
    assertThat(Secret.hash("abcdefghij".repeat(12) + "klmnopqr")).isPresent();
    assertThat(Secret.hash("abcdefghij".repeat(13))).isEmpty();
  }

  @Test
  void noHashEqualsNone() {
    assertThat(Secret.same("", "")).isFalse();
    assertThat(Secret.same("ab", "ab")).isTrue();
    assertThat(Secret.same("ab", "ac")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 192.0.2.7",
    "2001:db8:1:2:3:4:5:6, 20010db800010002",
    "2001:db8:1:2::9, 20010db800010002",
    "2001:db8:1:3::9, 20010db800010003",
    "fe80::1%eth0, fe80000000000000"
  })
  void anIpv6NetworkCountsAsOneAddress(String address, String network) {
    assertThat(Visitor.network(address)).endsWith(network.replaceFirst("^0+", ""));
  }
}
