"""`reftel mcp`: a language model asks a built site, by the Model Context Protocol over stdio."""

from __future__ import annotations

import importlib
import json
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import click

from generator.errors import ReftelError
from generator.quotations.quotation_alignment import StepKind
from generator.quotations.quotation_check import Judgement, judge
from generator.quotations.quotation_words import clean
from generator.render import urls
from generator.site_reader.quotation_site import QuotationSite
from generator.site_reader.site_answers import Answer, NearestWords, SiteAnswers
from generator.site_reader.site_tables import SiteTables
from generator.site_reader.site_tools import SiteTool, site_tools

INSTRUCTIONS = (
    "US diplomatic cables, paragraph by paragraph. Search, read the paragraphs, and cite each by "
    "the cable's number, its own number and its address. Quote word for word and check each "
    "quotation. A notice in square brackets replaces what is withheld; do not guess what "
    "it hides."
)
"""What a client tells the model about the tools."""


@click.command()
@click.argument("site", type=click.Path(path_type=Path, exists=True, file_okay=False))
def mcp(site: Path) -> None:
    """Answer a language model's questions about the built SITE, over standard input and output.

    For clients of the Model Context Protocol. Only the data files of the folder are read, nothing
    is written, and there is no network.
    """
    anyio, server_room, stdio = map(_library, ("anyio", "mcp.server.lowlevel", "mcp.server.stdio"))
    answers = SiteAnswers(SiteTables(site), nearest_words(site))
    server = site_server(server_room, site_tools(answers))

    async def serve() -> None:
        async with stdio.stdio_server() as (requests, answers):
            await server.run(requests, answers, server.create_initialization_options())

    anyio.run(serve)


def nearest_words(site: Path) -> NearestWords:
    """What `reftel quote` says of a quotation; nothing if the site has no files for it."""
    if not (site / urls.quotation_file("index")).is_file():
        return lambda quotation: {}
    quotations = QuotationSite(site)

    def nearest(quotation: str) -> Answer:
        judgement = judge(clean(quotation), quotations)
        source = quotations.source(judgement)
        nearest = {"verdict": judgement.verdict.value}
        if source is None:
            return nearest
        return {
            **nearest,
            "mrn": source.mrn,
            "para": source.name,
            "address": source.address,
            "citation": source.citation,
            "words": _words_of_cable(judgement),
        }

    return nearest


def _words_of_cable(judgement: Judgement) -> str:
    """The words of the cable, `{+so+}` where the quotation has others, which are not repeated."""
    pieces = []
    for step in judgement.steps:
        words = " ".join(judgement.words[n].text for n in step.cable)
        match step.kind:
            case StepKind.SAME:
                pieces.append(words)
            case StepKind.COVERED:
                pieces.append("[withheld]")
            case StepKind.JUMP:
                pieces.append("...")
            case StepKind.REPLACED | StepKind.MISSING if words:
                pieces.append(f"{{+{words}+}}")
    return " ".join(pieces)


def site_server(room: Any, tools: Sequence[SiteTool]) -> Any:
    """A server of the library's package `room` with these tools."""
    types = _library("mcp_types")
    by_name = {tool.name: tool for tool in tools}

    async def list_tools(context: Any, params: Any) -> Any:
        reads = types.ToolAnnotations(read_only_hint=True, open_world_hint=False)
        return types.ListToolsResult(
            tools=[
                types.Tool(
                    name=tool.name,
                    description=tool.description,
                    input_schema=tool.schema(),
                    annotations=reads,
                )
                for tool in tools
            ]
        )

    async def call_tool(context: Any, params: Any) -> Any:
        try:
            answer = _tool(by_name, params.name).ask(params.arguments or {})
        except ReftelError as error:
            fault = types.TextContent(type="text", text=str(error))
            return types.CallToolResult(content=[fault], is_error=True)
        text = json.dumps(answer, ensure_ascii=False, indent=1)
        return types.CallToolResult(
            content=[types.TextContent(type="text", text=text)], structured_content=answer
        )

    return room.Server(
        "reftel",
        version=version("reftel"),
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _tool(by_name: dict[str, SiteTool], name: str) -> SiteTool:
    if name not in by_name:
        raise ReftelError(f"There is no such tool. The tools are: {', '.join(by_name)}.")
    return by_name[name]


def _library(name: str) -> Any:
    """A module of the library. Raises `ReftelError` if it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise ReftelError("reftel mcp needs the package mcp: pip install 'reftel[mcp]'.") from error
