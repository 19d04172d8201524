import pytest

from giftshop.embedded import account, software

pytestmark = pytest.mark.skipif(
    not account.is_root(), reason="only root runs the servers under another account"
)


@pytest.fixture
def package(folder):
    """A wheel's package with one program and a bundled library, as in a virtual environment below /root."""
    package = folder / "closed" / "wheel"
    (package / "bin").mkdir(parents=True)
    (package / "bin" / "program").write_text("#!/bin/sh\n")
    (package / "bin" / "program").chmod(0o700)
    (folder / "closed" / "wheel.libs").mkdir()
    (folder / "closed" / "wheel.libs" / "libbundled.so").touch()
    return package


def test_a_program_out_of_reach_is_copied_with_its_libraries(package, folder):
    package.parent.chmod(0o700)
    program = software.runnable(package, "bin/program", scratch=folder)
    assert program == folder / "software" / "wheel" / "bin" / "program"
    assert account.can_run(program)
    assert (folder / "software" / "wheel.libs" / "libbundled.so").exists()
    assert package.parent.stat().st_mode & 0o777 == 0o700


def test_a_program_within_reach_stays_where_it_is(package, folder):
    (package / "bin" / "program").chmod(0o755)
    assert software.runnable(package, "bin/program", scratch=folder) == package / "bin" / "program"
