"""Pages opened in the browser until their scripts have done what they do at once."""

from __future__ import annotations

from playwright.sync_api import Page, Request, Response

IDLE = "() => new Promise((done) => requestIdleCallback(() => done(), { timeout: 2000 }))"
"""Ends when the page has nothing to do: on a busy machine later, so no time is guessed."""
QUIET = 3
"""How often in a row a page must be idle with no request under way."""
MOST = 300
"""How often it is looked at before the test fails."""


def open_page(page: Page, address: str) -> Response | None:
    """Open a page and wait until it asks for nothing more; its answer, as of `goto`.

    Playwright's own `networkidle` waits half a second for each page.
    """
    pending: set[Request] = set()

    def begun(request: Request) -> None:
        pending.add(request)

    def ended(request: Request) -> None:
        pending.discard(request)

    page.on("request", begun)
    page.on("requestfinished", ended)
    page.on("requestfailed", ended)
    answer = page.goto(address, wait_until="load")
    quiet = 0
    for _ in range(MOST):
        page.evaluate(IDLE)
        quiet = 0 if pending else quiet + 1
        if quiet == QUIET:
            break
    else:
        raise AssertionError(f"{address} waits for {[request.url for request in pending]}")
    page.remove_listener("request", begun)
    page.remove_listener("requestfinished", ended)
    page.remove_listener("requestfailed", ended)
    return answer
