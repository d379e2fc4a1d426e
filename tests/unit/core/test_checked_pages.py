"""What tests/html.py finds on a page: the tests of every room rely on it."""

import pytest

from tests.html import page_problems

PAGE = """<!doctype html>
<html lang="da"><head><meta charset="utf-8"><title>En side</title></head><body><h1 id="top">Hej</h1>
<!-- Et ord til os selv. --><p>Du &amp; <a href="/a?b=1&amp;c=2">jeg</a></p><img src="/x" alt="">
<label for="navn">Navn</label><input id="navn" name="navn"><label><input type="checkbox" name="ja"> Ja</label>
<svg><use href="#x"></use><path d="M0"/></svg><noscript><p>Uden script</p></noscript></body></html>"""
REDIRECT = """<!doctype html>
<html lang=en>
<title>Redirecting...</title>
<h1>Redirecting...</h1>
<p>You should be redirected to the target URL: <a href="/forslag">/forslag</a>.
"""


@pytest.mark.parametrize("page", [PAGE, REDIRECT, "<p>En <b>del</b></p>", ""])
def test_nothing_is_found_where_all_is_well(page: str) -> None:
    assert page_problems(page) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("</p>", ""),
        ("</p>", "</p></p>"),
        ("<p>Du", "<p><div>Du</div>"),
        ("<p>Du", "Du"),
        ("jeg</a>", "<b>jeg</a></b>"),
        ("</a></p>", "</p></a>"),
        ("jeg</a>", '<a href="/b">jeg</a></a>'),
        ("<h1", "</br><h1"),
        ("<h1", "<div/><h1"),
        ("</h1>", "</h1><table><tr><td>x</td></tr>y</table>"),
        ("</h1>", "</h1 id='a'>"),
        ("</h1>", "</h2>"),
        ("</body></html>", "</section></body></html>"),
        ("</body></html>", "<section></body></html>"),
        ("</svg>", ""),
        ("<p>Uden", "<p><p>Uden"),
        ('alt=""', 'alt="" alt=""'),
        ('alt=""', 'alt=""title=""'),
        ('alt=""', 'alt="'),
        ('alt=""', ""),
        ('alt=""', 'alt="" STYLE="x"'),
        ('alt=""', 'alt="" onclick="x()"'),
        ("&amp; ", "& "),
        ("&amp; ", "&nosuch; "),
        ("&amp; ", "&#0; "),
        ("&amp; ", "< "),
        ("Et ord", "Et -- ord"),
        (" -->", ""),
        ('<label for="navn">', "<label>"),
        ("<label><input", "<input"),
        ('id="top"', 'id="navn"'),
        ("<h1", "<h1>To</h1><h1"),
        ("<title>En side", "<title> "),
        (' lang="da"', ""),
        ("<h1", "<script>x</script><h1"),
        ("</head>", "<style>a{}</style></head>"),
    ],
)
def test_what_is_wrong_is_found(right: str, wrong: str) -> None:
    assert right in PAGE
    assert page_problems(PAGE.replace(right, wrong, 1)) != []


def test_parts_of_a_page_are_read_as_well() -> None:
    assert page_problems('<p id="a">x</p><p id="a">y</p>') == ["id 'a' 2 times"]
    assert page_problems("<p>x") == []
    assert page_problems("<span><p>x</span></p>") != []
