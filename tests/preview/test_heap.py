"""Memory of a preview: its threads share a heap."""

import platform
import subprocess
import sys
from pathlib import Path

import pytest

_COUNT = """
import ctypes, sys
from threading import Barrier, Thread
from comparison_site.preview.serving import share_heap

if sys.argv[1] == "shared":
    share_heap()
all_there = Barrier(4)


def work():
    taken = [bytearray(2000) for _ in range(1000)]
    all_there.wait()


threads = [Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
libc = ctypes.CDLL(None)
libc.fopen.restype = ctypes.c_void_p
file = ctypes.c_void_p(libc.fopen(sys.argv[2].encode(), b"w"))
libc.malloc_info(0, file)
libc.fclose(file)
"""


@pytest.mark.process
@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc gives threads heaps")
def test_threads_take_memory_from_one_heap(tmp_path: Path) -> None:
    heaps = {}
    for kind in ("shared", "own"):
        info = tmp_path / f"{kind}.xml"
        subprocess.run([sys.executable, "-c", _COUNT, kind, str(info)], check=True)
        heaps[kind] = info.read_text("utf-8").count("<heap nr=")
    assert heaps["shared"] == 1
    assert heaps["own"] > 1, "there is nothing to share"
