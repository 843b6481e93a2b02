"""What mediators write down, and what calendars were told. The pages are in `schedule.pages`."""

from schedule.models.caravan import Caravan
from schedule.models.change import Change, Reason
from schedule.models.feed import Announcement, Feed, News
from schedule.models.notice import Notice
from schedule.models.permanence import Permanence, Session
from schedule.models.poster import Poster

__all__ = [
    "Announcement",
    "Caravan",
    "Change",
    "Feed",
    "News",
    "Notice",
    "Permanence",
    "Poster",
    "Reason",
    "Session",
]
