"""On what kind of file system a folder lies: between machines, `flock` keeps nobody out."""

import os
from functools import lru_cache
from typing import Final

__all__ = ["network_kind"]

_MOUNTS: Final = "/proc/self/mountinfo"
_NETWORK: Final = frozenset(
    [
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "coda",
        "gfs",
        "gfs2",
        "glusterfs",
        "gpfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "ocfs2",
        "orangefs",
        "pvfs2",
        "smb2",
        "smb3",
        "smbfs",
    ]
)
_NETWORK_IN_USER_SPACE: Final = [
    "ceph",
    "curlftpfs",
    "dav",
    "gcsfuse",
    "glusterfs",
    "goofys",
    "juicefs",
    "rclone",
    "s3fs",
    "sshfs",
]


def network_kind(device: int) -> str | None:
    """Return the kind of network file system that `device` (`st_dev`) is, None for any other.

    None too where the system does not tell, as outside of Linux.
    """
    return _network_kind(f"{os.major(device)}:{os.minor(device)}")


@lru_cache(maxsize=16)
def _network_kind(device: str) -> str | None:
    try:
        with open(_MOUNTS, encoding="utf-8", errors="replace") as mounts:
            lines = mounts.read().splitlines()
    except OSError:
        return None
    for line in lines:
        where, _, what = line.partition(" - ")
        if where.split(" ")[2:3] == [device]:
            kind = what.split(" ")[0]
            in_user_space = kind.removeprefix("fuse.")
            if kind in _NETWORK or in_user_space.startswith(tuple(_NETWORK_IN_USER_SPACE)):
                return kind
    return None
