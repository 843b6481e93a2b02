"""`manage.py`, with the clock of the test."""

import sys

from django.core.management import execute_from_command_line

from tests.schedule.feeds import file_clock

if __name__ == "__main__":
    file_clock.follow()
    execute_from_command_line(sys.argv)
