"""The site as it is served, with the clock of the test, and who answered."""

import os
from collections.abc import Callable

from config.wsgi import application as site
from home.serving import Listening, serve
from tests.schedule.feeds import file_clock


def application(environ: dict, start_response: Callable):
    def saying_who(status: str, headers: list, *rest):
        return start_response(status, [*headers, ("X-Process", str(os.getpid()))], *rest)

    return site(environ, saying_who)


if __name__ == "__main__":
    file_clock.follow()
    serve(application, Listening.from_environment())
