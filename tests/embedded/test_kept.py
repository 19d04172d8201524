import fcntl

import pytest

from giftshop.embedded import account, home
from tests.embedded.launching import launch, sql


def test_data_is_kept_from_run_to_run(folder):
    keep = folder / "run"
    code, out, err = launch("--keep", keep, "--", *sql("CREATE TABLE kept AS SELECT 42", "SHOW fsync"))
    assert (code, out.split(), err) == (0, ["done", "on"], "")
    code, out, err = launch("--keep", keep, "--", *sql("SELECT * FROM kept"))
    assert (code, out, err) == (0, "42", "")


def test_a_cluster_of_another_major_version_is_refused(folder):
    cluster = folder / "data" / "postgres"
    cluster.mkdir(parents=True)
    (cluster / "PG_VERSION").write_text("9\n")
    account.make_folder(folder / "data")
    code, out, err = launch("--keep", folder, "--", "echo", "started")
    assert (code, out) == (1, "")
    assert f"{cluster} was made by PostgreSQL 9" in err
    assert list(cluster.iterdir()) == [cluster / "PG_VERSION"]


def test_a_second_run_on_the_same_folder_is_refused(folder):
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        code, out, err = launch("--keep", folder, "--", "echo", "started")
    assert (code, out, err) == (1, "", f"Another run is using {folder}: end it first.")


@pytest.mark.skipif(not account.is_root(), reason="only root has to give its data to another account")
class TestBelowAClosedFolder:
    @pytest.fixture
    def keep(self, folder, monkeypatch):
        monkeypatch.setattr(home, "AWAY_ROOT", folder)
        closed = folder / "closed"
        closed.mkdir(mode=0o700)
        return closed / "run"

    def test_the_data_of_root_has_a_folder_of_its_own(self, keep):
        for _ in range(2):
            with home.kept(keep) as place:
                assert place.data == (keep / "data").readlink() == home.away_from(keep)
                assert account.can_write(place.data)
        assert keep.parent.stat().st_mode & 0o777 == 0o700

    def test_a_copied_checkout_does_not_share_it(self, keep):
        keep.mkdir()
        (keep / "data").symlink_to(home.away_from(keep.with_name("original")))
        with pytest.raises(SystemExit, match="the data of another checkout"), home.kept(keep):
            pass
