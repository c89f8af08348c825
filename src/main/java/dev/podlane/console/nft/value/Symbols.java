package dev.podlane.console.nft.value;

import dev.podlane.net.filter.nft.DataType;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Words for numbers, by type (the symbol tables of nftables, src/datatype.c and src/ct.c). */
final class Symbols {
  private static final Map<DataType, Map<String, Long>> BY_WORD = new EnumMap<>(DataType.class);
  private static final Map<DataType, Map<Long, String>> BY_NUMBER = new EnumMap<>(DataType.class);

  static {
    add(DataType.NF_PROTO, "ipv4 2 ipv6 10");
    add(DataType.ETHER_TYPE, "ip 0x800 ip6 0x86dd arp 0x806 vlan 0x8100 8021q 0x8100");
    add(DataType.ARP_OP, "request 1 reply 2 rrequest 3 rreply 4 inrequest 8 inreply 9 nak 10");
    add(
        DataType.PROTOCOL,
        "icmp 1 igmp 2 ipencap 4 tcp 6 udp 17 dccp 33 ipv6 41 gre 47 esp 50 ah 51 ipv6-icmp 58"
            + " icmpv6 58 ospf 89 vrrp 112 ipcomp 108 comp 108 sctp 132 udplite 136 hopopt 0 egp"
            + " 8");
    add(
        DataType.SERVICE,
        "ftp 21 ssh 22 telnet 23 smtp 25 domain 53 tftp 69 http 80 kerberos 88 pop3 110 sunrpc 111"
            + " ntp 123 imap2 143 snmp 161 bgp 179 ldap 389 https 443 syslog 514 nfs 2049");
    add(
        DataType.ICMP_TYPE,
        "echo-reply 0 destination-unreachable 3 source-quench 4 redirect 5 echo-request 8"
            + " router-advertisement 9 router-solicitation 10 time-exceeded 11 parameter-problem 12"
            + " timestamp-request 13 timestamp-reply 14 info-request 15 info-reply 16"
            + " address-mask-request 17 address-mask-reply 18");
    add(
        DataType.ICMP_CODE,
        "net-unreachable 0 host-unreachable 1 prot-unreachable 2 port-unreachable 3"
            + " frag-needed 4 net-prohibited 9 host-prohibited 10 admin-prohibited 13");
    add(
        DataType.ICMPV6_TYPE,
        "destination-unreachable 1 packet-too-big 2 time-exceeded 3 parameter-problem 4"
            + " echo-request 128 echo-reply 129 mld-listener-query 130 mld-listener-report 131"
            + " mld-listener-done 132 nd-router-solicit 133 nd-router-advert 134"
            + " nd-neighbor-solicit 135 nd-neighbor-advert 136 nd-redirect 137"
            + " router-renumbering 138 ind-neighbor-solicit 141 ind-neighbor-advert 142"
            + " mld2-listener-report 143");
    add(
        DataType.ICMPV6_CODE,
        "no-route 0 admin-prohibited 1 addr-unreachable 3 port-unreachable 4 policy-fail 5"
            + " reject-route 6");
    add(DataType.ICMPX_CODE, "no-route 0 port-unreachable 1 host-unreachable 2 admin-prohibited 3");
    add(DataType.TCP_FLAG, "fin 1 syn 2 rst 4 psh 8 ack 16 urg 32 ecn 64 cwr 128");
    add(DataType.PACKET_TYPE, "host 0 unicast 0 broadcast 1 multicast 2 other 3");
    add(DataType.CT_STATE, "invalid 1 established 2 related 4 new 8 untracked 64");
    add(
        DataType.CT_STATUS,
        "expected 1 seen-reply 2 assured 4 confirmed 8 snat 16 dnat 32 dying 512");
    add(DataType.CT_DIRECTION, "original 0 reply 1");
    add(
        DataType.DSCP,
        "cs0 0 cs1 8 cs2 16 cs3 24 cs4 32 cs5 40 cs6 48 cs7 56 df 0 be 0 lephb 1 af11 10 af12 12"
            + " af13 14 af21 18 af22 20 af23 22 af31 26 af32 28 af33 30 af41 34 af42 36 af43 38"
            + " va 44 ef 46");
    add(DataType.ECN, "not-ect 0 ect1 1 ect0 2 ce 3");
    add(
        DataType.ADDRESS_TYPE,
        "unspec 0 unicast 1 local 2 broadcast 3 anycast 4 multicast 5 blackhole 6 unreachable 7"
            + " prohibit 8");
    add(DataType.BOOLEAN, "missing 0 exists 1");
    add(DataType.DEVICE_GROUP, "default 0");
    add(
        DataType.DEVICE_TYPE,
        "ether 1 ppp 512 ipip 768 tunnel6 769 loopback 772 sit 776 ipgre 778");
    add(DataType.REALM, "default 0");
    add(DataType.USER, "root 0");
    add(DataType.GROUP, "root 0");
  }

  private Symbols() {}

  private static void add(DataType type, String pairs) {
    Map<String, Long> words = new LinkedHashMap<>();
    Map<Long, String> numbers = new LinkedHashMap<>();
    String[] all = pairs.split(" ", -1);
    for (int at = 0; at < all.length; at += 2) {
      long number = Long.decode(all[at + 1]);
      words.put(all[at], number);
      numbers.putIfAbsent(number, all[at]);
    }
    BY_WORD.put(type, words);
    BY_NUMBER.put(type, numbers);
  }

  static OptionalLong number(DataType type, String word) {
    Long number = BY_WORD.getOrDefault(type, Map.of()).get(word);
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }

  static @Nullable String word(DataType type, long number) {
    return BY_NUMBER.getOrDefault(type, Map.of()).get(number);
  }
}
