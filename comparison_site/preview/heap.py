"""Memory of a preview, which builds in one thread and answers in many others."""

import ctypes
import platform

_M_ARENA_MAX = -8  # <malloc.h>


def share_heap() -> None:
    """Have all threads take memory from one heap.

    glibc gives threads heaps of their own, each of which grows to what a whole build needs and is
    never given back: mallopt(3), M_ARENA_MAX. One thread computes at a time, so nobody waits.
    Elsewhere nothing is done.
    """
    if platform.libc_ver()[0] == "glibc":
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)
