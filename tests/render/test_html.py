"""The page, in a real browser: filters, deep links, no script but its own, accessible, within any width."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright
from tests.render import hostile

from check_report.model import Outcome
from check_report.render import Style, html

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from check_report.model import Result

pytestmark = pytest.mark.slow

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESK = 390, 1280


@dataclass
class Opened:
    """A page in the browser, and all that went wrong in it."""

    page: Page
    errors: list[str]
    requests: list[str]

    def visible(self) -> list[str]:
        """The ids of the findings that are shown."""
        return self.page.eval_on_selector_all(
            ".finding", "all => all.filter(one => one.checkVisibility()).map(one => one.id)"
        )

    def becomes(self, expression: str) -> bool:
        """Whether an expression comes to be true. Asked from outside: the page's policy forbids `eval`."""
        for _ in range(100):
            if self.page.evaluate(expression):
                return True
            self.page.wait_for_timeout(50)
        return False


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    contexts = []

    def open_(shown: Result, *, width: int = DESK, scheme: str = "light", script: bool = True) -> Opened:
        path = tmp_path / "informe.html"
        path.write_text(html.render(shown, str, Style()), encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=script,
        )
        contexts.append(context)
        found = Opened(context.new_page(), [], [])
        found.page.on("console", lambda said: found.errors.append(said.text))
        found.page.on("pageerror", lambda error: found.errors.append(str(error)))
        found.page.on("dialog", lambda dialog: (found.errors.append(dialog.message), dialog.dismiss()))
        found.page.on("request", lambda request: found.requests.append(request.url))
        found.page.goto(path.as_uri())
        return found

    yield open_
    for context in contexts:
        context.close()


def test_it_asks_for_nothing_and_complains_of_nothing(result: Result, opened: Callable[..., Opened]) -> None:
    here = opened(result)
    assert here.errors == []
    assert here.requests == [here.page.url]


def test_everything_is_there(result: Result, opened: Callable[..., Opened]) -> None:
    here = opened(result)
    report = result.reports[0]
    assert sorted(here.visible()) == sorted(f"f-{finding.fingerprint}" for finding in report.findings)
    text = here.page.inner_text("main")
    for evaluation in report.evaluations:
        assert evaluation.rule in text
        if evaluation.outcome is Outcome.PASSED:
            row = here.page.locator("tr", has=here.page.locator(f'th:text-is("{evaluation.rule}")'))
            assert row.locator("td").last.inner_text() == str(evaluation.examined)
        if evaluation.reason:
            assert evaluation.reason in text


def test_the_offending_cell_is_marked_among_its_neighbours(
    result: Result, opened: Callable[..., Opened]
) -> None:
    finding = next(f for f in result.reports[0].findings if f.rule == "FEC-001" and f.before and f.after)
    here = opened(result)
    rows = here.page.locator(f"#f-{finding.fingerprint} tbody tr")
    number = finding.location.row or 0
    assert rows.locator("th").all_inner_texts() == [str(number - 1), str(number), str(number + 1)]
    assert here.page.inner_text(f"#f-{finding.fingerprint} td.wrong mark") == finding.observed
    assert rows.nth(0).locator("td").all_inner_texts() == [cell.text for cell in finding.before]


def test_filters_work_from_the_keyboard(result: Result, opened: Callable[..., Opened]) -> None:
    here = opened(result)
    findings = result.reports[0].findings
    press = here.page.keyboard.press
    here.page.focus('input[value="error"]')
    press("Space")
    assert len(here.visible()) == sum(f.severity != "error" for f in findings)
    press("Space")
    here.page.focus("select[name=rule]")
    here.page.keyboard.type("FEC-001")
    chosen = [f"f-{f.fingerprint}" for f in findings if f.rule == "FEC-001"]
    assert sorted(here.visible()) == sorted(chosen)
    assert here.page.inner_text("output") == f"Se muestran {len(chosen)} de {len(findings)} hallazgos."
    press("Tab")
    here.page.keyboard.type("Envíos")
    in_file = [f"f-{f.fingerprint}" for f in findings if (f.rule, f.location.table) == ("FEC-001", "envios")]
    assert sorted(here.visible()) == sorted(in_file)
    assert 0 < len(in_file) < len(chosen)
    press("Tab")
    press("Enter")
    everything = f"Se muestran {len(findings)} de {len(findings)} hallazgos."
    assert here.becomes(f"document.querySelector('output').value === '{everything}'")
    assert len(here.visible()) == len(findings)
    assert here.errors == []


def test_the_first_stop_leads_to_the_findings(result: Result, opened: Callable[..., Opened]) -> None:
    here = opened(result)
    here.page.keyboard.press("Tab")
    assert here.page.evaluate("document.activeElement.className") == "skip"
    here.page.keyboard.press("Enter")
    assert here.page.evaluate("document.activeElement.id") == "findings"


def test_a_deep_link_leads_to_its_finding_even_when_filtered_out(
    result: Result, opened: Callable[..., Opened]
) -> None:
    here = opened(result)
    finding = next(f for f in result.reports[0].findings if f.severity == "note")
    here.page.uncheck('input[value="note"]')
    assert f"f-{finding.fingerprint}" not in here.visible()
    here.page.evaluate(f"location.hash = 'f-{finding.fingerprint}'")
    assert here.becomes(f"document.activeElement.id === 'f-{finding.fingerprint}'")
    assert f"f-{finding.fingerprint}" in here.visible()
    top = here.page.locator(f"#f-{finding.fingerprint}").bounding_box()
    assert top is not None
    bar = here.page.locator(".filters").bounding_box()
    assert bar is not None
    assert bar["y"] + bar["height"] <= top["y"] + 1 < 900, "the bar of filters does not cover it"
    here.page.reload()
    assert here.becomes(f"document.activeElement.id === 'f-{finding.fingerprint}'")


def test_the_rules_help_is_in_place(result: Result, opened: Callable[..., Opened]) -> None:
    here = opened(result)
    group = here.page.locator('[data-rule="FEC-001"]').first
    group.locator("summary").press("Enter")
    assert "El día de la semana es la prueba de que la fecha se copió bien" in group.inner_text()
    assert group.locator("pre").count() == 2


def test_without_script_everything_can_be_read(result: Result, opened: Callable[..., Opened]) -> None:
    here = opened(result, script=False)
    assert here.page.locator(".finding:visible").count() == len(result.reports[0].findings)
    assert not here.page.is_visible(".filters")


def test_no_hostile_cell_is_alive(hostile_result: Result, opened: Callable[..., Opened]) -> None:
    here = opened(hostile_result)
    assert here.errors == []
    assert here.requests == [here.page.url]
    assert here.page.locator("script, style, img, iframe, object, embed, link, base, svg").count() == 2
    attributes = here.page.evaluate(
        "[...new Set([...document.querySelectorAll('*')].flatMap(one => one.getAttributeNames()))]"
    )
    assert not [name for name in attributes if name.startswith("on") or name == "style"]
    links = here.page.eval_on_selector_all("a", "all => all.map(one => one.getAttribute('href'))")
    assert all(link.startswith("#") for link in links)
    assert here.page.locator(".finding").count() == len(hostile.CELLS)


def test_the_policy_holds_even_where_escaping_would_not(
    result: Result, opened: Callable[..., Opened], tmp_path: Path
) -> None:
    here = opened(result)
    path = tmp_path / "roto.html"
    live = '<script>document.title = "viva"</script><img src=x onerror="document.title = \'viva\'">'
    page = html.render(result, str, Style())
    path.write_text(page.replace("</main>", f"{live}<p style='color:red'>x</p></main>"), encoding="utf-8")
    here.page.goto(path.as_uri())
    here.page.evaluate("new Promise(done => setTimeout(done, 200))")
    assert here.page.title() != "viva"
    assert len([error for error in here.errors if "Content Security Policy" in error]) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK])
def test_it_is_accessible(width: int, scheme: str, result: Result, opened: Callable[..., Opened]) -> None:
    here = opened(result, width=width, scheme=scheme)
    here.page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
    found = Axe().run(here.page).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"][:3]]) for one in found] == []


@pytest.mark.parametrize("width", [320, PHONE, DESK])
@pytest.mark.parametrize("name", ["result", "hostile_result"])
def test_nothing_is_wider_than_the_window(
    width: int, name: str, opened: Callable[..., Opened], request: pytest.FixtureRequest
) -> None:
    here = opened(request.getfixturevalue(name), width=width)
    assert here.page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_marked_cell_is_in_sight_on_a_phone(result: Result, opened: Callable[..., Opened]) -> None:
    here = opened(result, width=PHONE)
    hidden = here.page.eval_on_selector_all(
        ".excerpt",
        """all => all.filter(one => {
            const cell = one.querySelector("td.wrong");
            if (!cell) return false;
            const [a, b] = [one.getBoundingClientRect(), cell.getBoundingClientRect()];
            return b.right <= a.left || b.left >= a.right;
        }).length""",
    )
    assert hidden == 0


def test_on_paper_nothing_is_lost(result: Result, opened: Callable[..., Opened]) -> None:
    here = opened(result)
    here.page.emulate_media(media="print")
    assert not here.page.is_visible(".filters")
    assert here.page.locator(".finding:visible").count() == len(result.reports[0].findings)
    assert here.page.pdf(format="Letter").startswith(b"%PDF-")


def test_a_full_page_opens_and_filters(many: Result, opened: Callable[..., Opened]) -> None:
    here = opened(many)
    assert len(here.visible()) == html.LIMIT
    here.page.uncheck('input[value="error"]')
    assert here.visible() == []
