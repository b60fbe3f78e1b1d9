from evidence.runner.printed import cleaned, split


def test_what_is_shown_holds_no_escape_sequence_and_no_path_of_the_machine() -> None:
    places = {"/home/someone/project/": "", "/home/someone": "~"}
    text = (
        "\x1b[31mred\x1b[0m \x1b]0;title\x07at /home/someone/project/a.py,"
        " /home/someone/b\u202e\x00"
    )
    assert cleaned(text, places) == "red at a.py, ~/b"


def test_long_output_keeps_its_beginning_and_its_end() -> None:
    said = split("\n".join(map(str, range(1000))) + '\nRESULT {"a": 1}', {})
    lines = said.text.splitlines()
    assert (len(lines), lines[0], lines[-1]) == (201, "0", "999")
    assert lines[100] == "... 800 lines left out ..."
    assert said.reported == {"a": 1}
