"""What gunicorn serves here: the site as it is, with the clock of the test, and who answered."""

import os
from collections.abc import Callable

from config.wsgi import application as site
from tests.schedule.feeds import file_clock

file_clock.follow()


def application(environ: dict, start_response: Callable):
    def saying_who(status: str, headers: list, *rest):
        return start_response(status, [*headers, ("X-Process", str(os.getpid()))], *rest)

    return site(environ, saying_who)
