"""What each element of a page is written as in its Markdown version."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from comparison_site.outputs.markdown_writer import written


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<h2> A <em>b</em>\nc</h2><p>d</p><p>e</p>", "## A *b* c\n\nd\n\ne"),
        ("<p>a <strong> b </strong>c</p>", "a  **b** c"),
        ("<p>a<br>b</p><hr><p>1. *c*</p>", "a  \nb\n\n---\n\n1\\. \\*c\\*"),
        ("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b"),
        ("<ul><li>a<ul><li>b</li></ul></li><li><p>c</p></li></ul>", "- a\n  - b\n- c"),
        ('<ol start="3"><li>a</li>\n<li>b</li></ol><p>c</p>', "3. a\n4. b\n\nc"),
        ('<a href="x#y">a\nb</a> <a href="z"></a><img src="i" alt="j">', "[a b](x) [j](i)"),
        ("<code>a`b</code> <code> </code>", "``a`b`` ``"),
        ('<pre><code class="language-py">a\n\n  *b*\n</code></pre>', "```py\na\n\n  *b*\n```"),
        (
            "<table><thead><tr><th>a</th><th>b</th></tr></thead>"
            "<tbody><tr><td colspan=2><p>c</p><p>d</p></td></tr></tbody></table>",
            "| a | b |\n| --- | --- |\n| c d | |",
        ),
        ("<table><tr><td>a</td></tr><tr><td>b</td></tr></table>", "|  |\n| --- |\n| a |\n| b |"),
        ("<p>a<!-- no text -->b</p><unknown>c</unknown>", "ab\n\nc"),
    ],
)
def test_an_element_is_written_in_its_form(html: str, markdown: str) -> None:
    body = LexborHTMLParser(html).body
    assert body
    assert written(body, lambda address: address.partition("#")[0]) == markdown
