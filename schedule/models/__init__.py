"""What mediators write down. The pages (communes, places) are in `schedule.pages`."""

from schedule.models.caravan import Caravan
from schedule.models.change import Change
from schedule.models.permanence import Permanence, Session

__all__ = ["Caravan", "Change", "Permanence", "Session"]
