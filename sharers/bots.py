"""What counts as a visit: that of a person."""

from crawlerdetect import CrawlerDetect

BROWSERS = (
    "Mozilla/",
    "Opera/",
)  # so says every browser, WeChat's too; apps that only fetch a page say their own name
LONGEST = 512  # characters of a User-Agent that are looked at
AHEAD = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
crawlers = CrawlerDetect()


def is_bot(request):
    """Whether nobody looks: a HEAD, a page fetched ahead, a crawler, or what draws the preview of a link.

    Who calls itself a browser and does not say what it is cannot be told from a person.
    """
    agent = request.headers.get("User-Agent", "").strip()[:LONGEST]
    if request.method == "HEAD" or _ahead(request) or not agent.startswith(BROWSERS):
        return True
    return crawlers.is_crawler(agent)


def _ahead(request):
    """Fetched before somebody asks for it, and perhaps nobody ever does."""
    said = [request.headers.get(name, "").lower() for name in AHEAD]
    return any(word in purpose for purpose in said for word in ("prefetch", "prerender", "preview"))
