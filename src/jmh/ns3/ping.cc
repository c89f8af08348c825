// A ping and its reply over four links in ns-3: host, three routers, host, static routes.
// The same network as PingBenchmark.java, measured as PingRounds.java does: prints the median of the
// rounds and the processor time, both in microseconds per ping.
//   ping [--links=p2p|csma] [--pings=N]
#include <algorithm>
#include <chrono>
#include <ctime>
#include <iostream>
#include <string>
#include <vector>

#include "ns3/core-module.h"
#include "ns3/csma-module.h"
#include "ns3/internet-apps-module.h"
#include "ns3/internet-module.h"
#include "ns3/network-module.h"
#include "ns3/point-to-point-module.h"

using namespace ns3;

namespace
{
constexpr uint32_t ROUTERS = 3;
constexpr uint32_t ROUNDS = 100;
uint64_t answered = 0;

void
OnRtt(Time)
{
    ++answered;
}

/** Lets virtual time pass; microseconds of real time that takes. */
double
Run(Time howLong)
{
    auto begin = std::chrono::steady_clock::now();
    Simulator::Stop(howLong);
    Simulator::Run();
    std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - begin;
    return took.count();
}

NetDeviceContainer
Link(const std::string& kind, Ptr<Node> left, Ptr<Node> right)
{
    NodeContainer ends(left, right);
    if (kind == "csma")
    {
        CsmaHelper csma;
        csma.SetChannelAttribute("DataRate", DataRateValue(DataRate("10Gbps")));
        csma.SetChannelAttribute("Delay", TimeValue(MicroSeconds(1)));
        return csma.Install(ends);
    }
    PointToPointHelper wire;
    wire.SetDeviceAttribute("DataRate", StringValue("10Gbps"));
    wire.SetChannelAttribute("Delay", StringValue("1us"));
    return wire.Install(ends);
}
} // namespace

int
main(int argc, char* argv[])
{
    std::string kind = "p2p";
    uint32_t pings = 1000;
    CommandLine arguments;
    arguments.AddValue("links", "p2p or csma", kind);
    arguments.AddValue("pings", "how many in a round", pings);
    arguments.Parse(argc, argv);

    NodeContainer nodes;
    nodes.Create(ROUTERS + 2);
    InternetStackHelper internet;
    internet.SetIpv6StackInstall(false);
    internet.Install(nodes);

    // link i is 10.0.i.0/24; its left end has .1, its right end .2
    for (uint32_t link = 0; link <= ROUTERS; ++link)
    {
        NetDeviceContainer ends = Link(kind, nodes.Get(link), nodes.Get(link + 1));
        std::string block = "10.0." + std::to_string(link) + ".0";
        Ipv4AddressHelper addresses(Ipv4Address(block.c_str()), "255.255.255.0");
        addresses.Assign(ends);
    }
    Ipv4StaticRoutingHelper routing;
    auto routes = [&](uint32_t node) {
        return routing.GetStaticRouting(nodes.Get(node)->GetObject<Ipv4>());
    };
    routes(0)->SetDefaultRoute("10.0.0.2", 1);
    routes(ROUTERS + 1)->SetDefaultRoute("10.0.3.1", 1);
    for (uint32_t router = 0; router < ROUTERS; ++router)
    {
        for (uint32_t link = 0; link <= ROUTERS; ++link)
        {
            std::string to = "10.0." + std::to_string(link) + ".0";
            std::string left = "10.0." + std::to_string(router) + ".1";
            std::string right = "10.0." + std::to_string(router + 1) + ".2";
            bool isLeft = link < router;
            if (isLeft || link > router + 1)
            {
                routes(router + 1)->AddNetworkRouteTo(Ipv4Address(to.c_str()),
                                                      Ipv4Mask("255.255.255.0"),
                                                      Ipv4Address((isLeft ? left : right).c_str()),
                                                      isLeft ? 1 : 2);
            }
        }
    }

    const Time interval = MilliSeconds(20);
    V4PingHelper ping(Ipv4Address("10.0.3.2"));
    ping.SetAttribute("Interval", TimeValue(interval));
    ping.SetAttribute("Size", UintegerValue(56));
    ApplicationContainer sender = ping.Install(nodes.Get(0));
    sender.Start(Seconds(0));
    sender.Get(0)->TraceConnectWithoutContext("Rtt", MakeCallback(&OnRtt));

    // neighbours are learned and pages touched before the clock runs
    Run(interval * pings * ROUNDS / 10);
    std::vector<double> rounds;
    uint64_t before = answered;
    std::clock_t busy = std::clock();
    for (uint32_t round = 0; round < ROUNDS; ++round)
    {
        rounds.push_back(Run(interval * pings) / pings);
    }
    double processor = 1e6 * (std::clock() - busy) / CLOCKS_PER_SEC / pings / ROUNDS;
    uint64_t measured = answered - before;
    Simulator::Destroy();
    if (measured + 1 < pings * ROUNDS)
    {
        std::cerr << "only " << measured << " of " << pings * ROUNDS << " pings were answered\n";
        return 1;
    }
    std::sort(rounds.begin(), rounds.end());
    std::cout << rounds[ROUNDS / 2] << " " << processor << "\n";
    return 0;
}
