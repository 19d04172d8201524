"""The browsers on this machine."""

from shutil import which

WINDOWED = which("chromium") or which("chromium-browser") or which("google-chrome")
# The shell is the same browser without a window's parts; it opens pages in a third of the time.
BROWSER = which("chromium-headless-shell") or WINDOWED
