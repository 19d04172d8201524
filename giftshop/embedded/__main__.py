"""python -m giftshop.embedded [--keep DIR] [--env FILE] -- COMMAND ARGUMENTS…

Runs the command with DATABASE_URL and REDIS_URL. Whichever of the two is unset gets a server of its own, which ends
with the command. The servers and their data are thrown away unless --keep names a folder for them.
"""

import argparse
import signal
import sys
from contextlib import ExitStack
from pathlib import Path

from giftshop.embedded import environment, foreground, home, postgres, redis

SERVERS = {"DATABASE_URL": postgres.running, "REDIS_URL": redis.running}


def main():
    options = parser().parse_args()
    for signum in foreground.SIGNALS:
        signal.signal(signum, lambda number, frame: sys.exit(128 + number))
    with ExitStack() as stack:
        place = stack.enter_context(home.kept(options.keep) if options.keep else home.thrown_away())
        values = environment.complete(options.env)
        for name, running in SERVERS.items():
            if not values.get(name):
                values[name] = stack.enter_context(running(place))
        return foreground.run(options.command, values)


def parser():
    parser = argparse.ArgumentParser(prog="giftshop.embedded", description=__doc__)
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keep the data here from run to run")
    parser.add_argument("--env", type=Path, metavar="FILE", help="keep the generated secrets here")
    parser.add_argument("command", nargs="+")
    return parser


if __name__ == "__main__":
    sys.exit(main())
