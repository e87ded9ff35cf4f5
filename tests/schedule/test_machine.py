from __future__ import annotations

from pathlib import Path

import pytest
from mail_sample import StoppedClock

from reporter.errors import BadConfiguration, NotThisMachine
from reporter.ledger import Ledger
from reporter.schedule import machine
from reporter.schedule.machine import keep_to_machine, network_file_system, this_machine

MOUNTS = """\
22 1 254:0 / / rw,relatime - ext4 /dev/vda rw
40 22 0:35 / /mnt/team rw,relatime shared:1 - nfs4 server:/team rw,vers=4.2
41 22 0:36 / /mnt/two\\040words rw - fuse.sshfs far:/ rw
42 40 0:37 / /mnt/team/scratch rw - tmpfs tmpfs rw
43 22 0:38 / /mnt/team2 rw - xfs /dev/vdb rw
"""


def test_a_machine_is_known_by_its_name_or_by_its_id_which_is_told_to_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = tmp_path / "machine-id"
    monkeypatch.delenv("REPORTER_MACHINE", raising=False)
    monkeypatch.setattr(machine, "_IDS", (ids,))
    with pytest.raises(BadConfiguration, match="REPORTER_MACHINE"):
        this_machine()
    ids.write_text("uninitialized\n")
    with pytest.raises(BadConfiguration, match="REPORTER_MACHINE"):
        this_machine()
    ids.write_text("3f2a" * 8 + "\n")
    assert "3f2a" not in this_machine()
    monkeypatch.setenv("REPORTER_MACHINE", "briefs-1")
    assert this_machine() == "briefs-1"


def test_the_first_machine_keeps_the_ledger_until_another_adopts_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger(tmp_path / "ledger.sqlite") as ledger:

        def keep(name: str, *, adopt: bool = False) -> None:
            monkeypatch.setenv("REPORTER_MACHINE", name)
            keep_to_machine(ledger, StoppedClock(), adopt=adopt)

        keep("one")
        keep("one")
        with pytest.raises(NotThisMachine, match="since 2025-03-20"):
            keep("two")
        keep("two", adopt=True)
        with pytest.raises(NotThisMachine):
            keep("one")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/mnt/team/out/ledger.sqlite", "nfs4"),
        ("/mnt/two words/ledger.sqlite", "fuse.sshfs"),
        ("/mnt/team/scratch/ledger.sqlite", ""),
        ("/mnt/team2/ledger.sqlite", ""),
        ("/srv/ledger.sqlite", ""),
    ],
)
def test_a_network_file_system_is_known(path: str, kind: str, tmp_path: Path) -> None:
    (tmp_path / "mounts").write_text(MOUNTS)
    assert network_file_system(Path(path), tmp_path / "mounts") == kind


def test_where_nothing_tells_of_mounts_every_path_is_a_disk(tmp_path: Path) -> None:
    assert network_file_system(tmp_path) == ""
    assert network_file_system(tmp_path, tmp_path / "none") == ""


def test_a_ledger_on_a_network_file_system_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mounts").write_text(f"40 22 0:35 / {tmp_path} rw - nfs server:/ rw\n")
    whole = network_file_system
    mounts = tmp_path / "mounts"
    monkeypatch.setattr(machine, "network_file_system", lambda path: whole(path, mounts))
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        with pytest.raises(NotThisMachine, match=r"network file system \(nfs\)"):
            keep_to_machine(ledger, StoppedClock(), adopt=True)
        assert ledger.rows("SELECT * FROM schedule_keeper") == []
