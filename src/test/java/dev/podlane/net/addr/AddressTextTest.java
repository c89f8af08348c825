package dev.podlane.net.addr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as text, there and back. */
class AddressTextTest {
  @ParameterizedTest
  @CsvSource({
    "0.0.0.0, 0.0.0.0",
    "255.255.255.255, 255.255.255.255",
    "10.0.1.2, 10.0.1.2",
    "::, ::",
    "::1, ::1",
    "fe80:0:0:0:0:0:0:1, fe80::1",
    "2001:DB8::0:1, 2001:db8::1",
    "2001:db8:0:1:0:0:0:1, 2001:db8:0:1::1",
    "1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
    "1:0:3:4:5:6:7:8, 1:0:3:4:5:6:7:8",
  })
  void printsTheShortestForm(String given, String printed) {
    assertThat(Ip.parse(given)).hasToString(printed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "1.2.3", "1.2.3.4.5", "256.0.0.1", "01.2.3.4", "1.2.3.4 ", " 1.2.3.4", "1..2.3",
        "1.2.3.-4", ":", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "g::", "12345::",
        "a.b.c.d", "٣.0.0.1"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThat(Ip.tryParse(text)).isEmpty();
    assertThatThrownBy(() -> Ip.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyAddressSurvivesPrintingAndReading() {
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      Ip v4 = Ip.v4(random.nextInt());
      long high = random.nextBoolean() ? random.nextLong() : random.nextInt(3);
      Ip v6 = new Ip(Ip.Family.IPV6, high, random.nextLong() >>> random.nextInt(64));
      assertThat(Ip.parse(v4.toString())).isEqualTo(v4);
      assertThat(Ip.parse(v6.toString())).isEqualTo(v6);
    }
  }

  @Test
  void aPrefixHasNoHostBits() {
    assertThatThrownBy(() -> Prefix.parse("10.0.1.5/24")).hasMessageContaining("host bits");
    assertThatThrownBy(() -> Prefix.parse("10.0.0.0/33")).hasMessageContaining("length");
    assertThat(Prefix.parse("10.0.1.0/24").last()).hasToString("10.0.1.255");
    assertThat(Prefix.parse("0.0.0.0/0").last()).isEqualTo(Ip.LIMITED_BROADCAST);
    assertThat(Prefix.parse("2001:db8::/32").last())
        .hasToString("2001:db8:ffff:ffff:ffff:ffff:ffff:ffff");
  }

  @Test
  void aPrefixContainsWhatSharesItsBits() {
    Random random = new Random(2);
    for (int i = 0; i < 2_000; i++) {
      Ip a = Ip.v4(random.nextInt());
      int length = random.nextInt(33);
      Prefix block = Prefix.of(a, length);
      Ip b = random.nextBoolean() ? Ip.v4(a.v4Bits() ^ 1 << random.nextInt(32)) : a;
      boolean same = Integer.numberOfLeadingZeros(a.v4Bits() ^ b.v4Bits()) >= length;
      assertThat(block.contains(b)).as("%s in %s", b, block).isEqualTo(same);
      assertThat(block.network().compareTo(a)).isNotPositive();
      assertThat(block.last().compareTo(a)).isNotNegative();
    }
  }

  @Test
  void countingCarriesOverIntoTheUpperHalf() {
    assertThat(Ip.parse("10.0.0.255").plus(1)).hasToString("10.0.1.0");
    assertThat(Ip.parse("10.0.1.0").plus(-1)).hasToString("10.0.0.255");
    assertThat(Ip.parse("::ffff:ffff:ffff:ffff").plus(1)).hasToString("0:0:0:1::");
    assertThat(Ip.parse("0:0:0:1::").plus(-1)).hasToString("::ffff:ffff:ffff:ffff");
  }

  @Test
  void hardwareAddresses() {
    assertThat(Mac.parse("02:00:00:00:0A:01")).hasToString("02:00:00:00:0a:01");
    assertThat(Mac.BROADCAST.isGroup()).isTrue();
    assertThat(Mac.parse("02:00:00:00:00:01").isGroup()).isFalse();
    assertThatThrownBy(() -> Mac.parse("02:00:00:00:00")).hasMessageContaining("not a MAC");
  }
}
