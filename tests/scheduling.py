"""Which tests go to the same worker: those that share what takes long to set up. Longest first."""

from xdist.scheduler import LoadScopeScheduling

DEMO = ("tests/journeys/tour/", "tests/shops/test_the_demo.py")  # use the loaded demo
JOURNEYS = "tests/journeys/"  # use the running shop
MATRIX = "tests/api/matrix/"  # use one scene


class TogetherOnOneWorker(LoadScopeScheduling):
    """Not by `xdist_group`: under pytest 9 its marks have no effect."""

    def _split_scope(self, nodeid):
        if nodeid.startswith(DEMO):
            return "demo"
        if nodeid.startswith(MATRIX):
            return "matrix"
        return "journeys" if nodeid.startswith(JOURNEYS) else nodeid
