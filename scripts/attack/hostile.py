#!/usr/bin/env python3
"""Hostile documents, bodies, addresses and headers, each sent to every address that takes it.

  PORT=8080 scripts/attack/hostile.py
"""

import gzip
import urllib.parse

import client
from client import (
    JSON, NAMESPACE, PROBE, YAML, add, call, check, counted, delete, done, flag, raw)

ALIASES = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 12))

# Texts that are wrong, or costly, as YAML or as JSON.
TEXTS = {
    "empty": "", "blank": "  \n", "null": "null", "scalar": "hello", "list": "[]", "map": "{}",
    "marks": "---\n---\n---", "open brace": "{", "brackets": "[" * 100_000,
    "maps": "{a: " * 100_000, "blocks": "".join(" " * i + "a:\n" for i in range(3000)),
    "json objects": '{"a":' * 100_000, "json closed": '{"a":' * 5000 + "1" + "}" * 5000,
    "tab": "a:\n\t- b", "quote": 'a: "b', "tag": '!!javax.script.ScriptEngineManager [!!java.net.URL ["http://127.0.0.1:1/"]]',
    "directive": "%YAML 9.9\n---\na: 1", "long directive": "%" + "A" * 100_000 + "\n---\na: 1",
    "unknown alias": "a: *b", "own alias": "a: &a [*a]", "aliases": ALIASES,
    "merge": "a0: &a0 {x: 1}\n" + "".join(
        f"a{i}: &a{i} {{<<: [{','.join([f'*a{i - 1}'] * 9)}], k{i}: 1}}\n" for i in range(1, 12)),
    "deep alias": "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 5000)),
    "nul": "\0\0\0", "escape": 'a: "\\x1b[31m"', "half character": '{"a":"\\ud800"}',
    "noncharacter": "a: \uffff", "template": "a: {{ .Values.x }}", "cr": "a: 1\rb: 2\r",
    "html": "<html><script>alert(1)</script>",
    "xml": '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    "long number": "a: " + "9" * 1_000_000, "float": "a: 1e999999999",
    "json numbers": '{"a":1e400,"b":-0,"c":123456789012345678901234567890}', "nan": '{"a":NaN}',
    "json comma": '{"a":1,}', "json comment": '{"a":1}//x', "json many": '{"a":1}' * 10_000,
    "long key": "k" * 1_000_000 + ": 1", "long explicit key": "? " + "k" * 1_000_000 + "\n: 1",
    "long plain": "a: " + "x" * 3_000_000, "long quoted": 'a: "' + "x " * 1_500_000 + '"',
    "colons": "a: " + ": " * 100_000, "dashes": "- " * 100_000, "questions": "? " * 5000,
    "anchors": "".join(f"a{i}: &b{i} c\n" for i in range(50_000)), "hashes": "#" * 1_000_000,
    "comments": "#\n" * 1_000_000, "blank lines": "\n" * 5_000_000 + "a: 1",
    "folded": "a: >\n" + " x\n" * 300_000, "spaces": " " * 5_000_000 + "a: 1",
    "stars": "*" * 1000, "ands": "&" * 100_000, "bangs": "!" * 100_000,
    "documents": "---\na: 1\n" * 210_000,
}
BYTES = {
    "utf16": "a: 1".encode("utf-16"), "latin1": b"a: \xff\xfe", "overlong": b"a: \xc0\x80",
    "cesu": b"a: \xed\xa0\x80", "gzip": gzip.compress(b"a: 1"), "zip": b"PK\x03\x04" + b"\0" * 100,
    "cut": "a: é".encode()[:-1], "bomb": gzip.compress(b"kind: Pod\n" * 10_000_000),
}
MEDIA = [
    "text/html", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded",
    "application/yaml; charset=utf-16", "application/yaml;charset=nonsense",
    "application/json;" + "a=b;" * 1500, "*/*", "json", "/", "APPLICATION/YAML", "a" * 5000 + "/b"]
ACCEPT = ["text/html", "image/png", "", "*", "a/b;q=2", "application/json;q=abc", "x" * 3000]
IDS = [
    "..", "..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e", "....//", "article%00", "article%0d%0aX:y", "%",
    "%zz", "%c0%ae", "%ed%a0%80", "a" * 7000, "'%20or%201=1%20--", "article;x=y", "article?", "*",
    "%7bid%7d", "$%7b7*7%7d", "%23%7b7*7%7d", "__proto__", "null", "-1", "%E2%80%AE", "CON",
    "article.", "article%20", "ARTICLE", "c-aaaaaaaaaa", "//", "%5c..%5c", "%3Cscript%3E"]
NAMES = [
    "a\r\nSet-Cookie: x=1", "a\nb", "a\0b", "\u202egnp.exe", "\u200b", " ", "\t", "x" * 200,
    "x" * 201, "x" * 6000, "\U0001f600" * 100, "\ud800", "<script>alert(1)</script>", '"', "../../x",
    "%s%n", "${jndi:ldap://127.0.0.1:1/a}", "\x1b[31m", "\ufffe"]
HEADERS = [
    {"If-Match": '"x' * 1000}, {"If-Match": ""}, {"Accept-Language": "zz" * 500},
    {"Accept-Language": ",,,;q=9"}, {"X-Forwarded-Host": "evil.example"},
    {"Range": "bytes=0-0," * 500}, {"X-HTTP-Method-Override": "DELETE"}, {"Content-Length": "-1"},
    {"Upgrade": "h2c", "Connection": "Upgrade, HTTP2-Settings", "HTTP2-Settings": "AAMAAABk"}]
RAW = [
    b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n", b"\x16\x03\x01\x02\x00",
    b"A" * 100_000, b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: b\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 1000 + b"\r\n",
    b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"y" * 20_000 + b"\r\n\r\n",
    b"POST /api/clusters HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/yaml\r\n"
    b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n",
    b"POST /api/clusters HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
    b"POST /api/clusters HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
    b"Content-Type: application/yaml\r\n\r\nFFFFFFFFFFFFFFFF\r\n",
    b"POST /api/clusters HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
    b"Content-Type: application/yaml\r\n\r\n-1\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"GET http://evil.example/ HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET /\x00 HTTP/1.1\r\nHost: localhost\r\n\r\n", b"GET /a%00b HTTP/1.1\r\nHost: localhost\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a b\r\n\r\n", b"GET / HTTP/1.1\r\nHost: <script>\r\n\r\n"]


def documents():
    """Each text as documents, and what was kept of it read back in every form."""
    for name, text in TEXTS.items():
        answer, cluster = add(text)
        # 0.3 s and 0.3 s for each megabyte are allowed; half a second is for what else the server does
        check("POST " + name, answer, slowest=0.8 + 0.3 * len(text) / 1e6 if client.PID else 5.0)
        if cluster:
            for path in ("", "/topology", "/manifests", "/linux-network", "/lab.sh", "/edits"):
                check(f"GET{path} {name}", call("GET", f"/api/clusters/{cluster}{path}"))
            check("trace " + name, call("POST", f"/api/clusters/{cluster}/traces", PROBE, JSON))
            check("DELETE " + name, delete(cluster))
        if len(text) < 100_000:
            bodies(name, text)
    for name, data in BYTES.items():
        answer, cluster = add(data)
        # Where memory does not reach for what an archive unpacks to, it is refused as too large.
        check("POST " + name, answer, [400, 413] if name == "bomb" else [400])
        bodies(name, data)


def bodies(name, body):
    for path in ("console", "traces", "traces.pcapng", "edits"):
        check(f"{path} {name}", call("POST", "/api/clusters/article/" + path, body, JSON))


def types():
    for media in MEDIA:
        answer, cluster = add(NAMESPACE, media=media)
        check(f"type {media[:30]}", answer, [201, 400, 415])
        if cluster:
            delete(cluster)
        check(f"type of a probe {media[:30]}", call("POST", "/api/clusters/article/traces", PROBE, media))
    for accept in ACCEPT:
        for path in ("", "/article", "/article/topology", "/article/manifests", "/nope"):
            check(f"accept {accept[:20]} {path}", call("GET", "/api/clusters" + path, headers={"Accept": accept}))


def addresses():
    for each in IDS:
        for path in ("", "/topology", "/manifests", "/linux-network", "/lab.sh", "/edits"):
            check(f"GET {each[:30]}{path}", call("GET", f"/api/clusters/{each}{path}"))
        check(f"DELETE {each[:30]}", call("DELETE", "/api/clusters/" + each))
        check(f"DELETE edit {each[:30]}", call("DELETE", f"/api/clusters/{each}/edits/{each}"))
        check(f"PUT {each[:30]}", call("PUT", "/api/clusters/" + each, "kind: X", YAML))
        for path in ("traces", "traces.pcapng", "console", "edits"):
            check(f"POST {each[:30]}/{path}", call("POST", f"/api/clusters/{each}/{path}", PROBE, JSON))
        for path in (
                "clusters/article/namespaces/" + each, "clusters/article/namespaces/default/" + each,
                "clusters/article/namespaces?name=" + each, "messages?lang=" + each):
            check(f"GET {path[:50]}", call("GET", "/api/" + path))
        check(f"sample {each[:30]}", call("POST", "/api/samples/" + each))
        for query in ("device", "trace"):
            path = f"/api/clusters/article/traces.pcapng?{query}={each}"
            check(f"{query} {each[:30]}", call("POST", path, PROBE, JSON))
        for path in ("/app/", "/webjars/", "/?lang="):
            check(f"page {path}{each[:30]}", call("GET", path + each))


def names():
    for name in NAMES:
        written = urllib.parse.quote(name.encode("utf-8", "surrogatepass"))
        answer, cluster = add(NAMESPACE, name=written)
        check(f"name {name[:20]!r}", answer, [201, 400])
        if "set-cookie" in answer.headers:
            flag(f"name {name[:20]!r}", "became a header")
        if cluster:
            for path in ("", "/linux-network", "/lab.sh"):
                check(f"name {name[:20]!r}{path}", call("GET", f"/api/clusters/{cluster}{path}"))
            delete(cluster)


def foreign():
    """Other people's pages and names."""
    for header in ({"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        check(f"foreign {header}", call("POST", "/api/clusters", NAMESPACE, "text/plain", header), [403])
        check(f"foreign {header}", call("DELETE", "/api/clusters/c-none", headers=header), [403])
    for path in (b"/", b"/api/clusters", b"/actuator/health"):
        for host in (b"evil.example", b"127.0.0.1.evil.example", b"localhost.evil.example:80"):
            answer = raw(b"GET " + path + b" HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n")
            counted[403] = counted.get(403, 0) + 1
            if not answer.startswith(b"HTTP/1.1 403"):
                flag(f"Host {host}", repr(answer[:60]))


def headers():
    for each in HEADERS:
        check(f"header {str(each)[:40]}", call("GET", "/api/clusters/article", headers=each, timeout=20))
    for method in ("TRACE", "PATCH", "OPTIONS", "HEAD", "FOO", "PROPFIND"):
        for path in ("/", "/api/clusters", "/api/clusters/article/traces", "/error", "/actuator/health"):
            answer = check(f"{method} {path}", call(method, path, timeout=20))
            if method == "OPTIONS" and "TRACE" in answer.headers.get("allow", ""):
                flag(f"OPTIONS {path}", "offers TRACE")
    for data in RAW:
        answer = raw(data, timeout=5)
        if answer.count(b"HTTP/1.1 ") > 1:
            flag(f"raw {data[:40]!r}", "two answers to one request")
        if any(word in answer for word in (b"dev.podlane", b"Tomcat", b"Exception")):
            flag(f"raw {data[:40]!r}", "names the inside")


if __name__ == "__main__":
    client.by_processor = True
    for part in (documents, types, addresses, names, foreign, headers):
        part()
    check("alive", call("GET", "/actuator/health"), [200])
    done("hostile")
