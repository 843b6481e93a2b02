"""What calendars have been told: the memory of the feeds (docs/decisions/0014).

Nobody edits these rows. `schedule.feeds.announcing` brings them up to date with the timeline after each
change; the feeds are read from them alone.
"""

from django.db import models

# Two slugs of 255 characters each (Wagtail's limit), and what stands around them.
LONGEST_PATH = 600


class Announcement(models.Model):
    """One dated session, as subscribers know it. It outlives the permanence that it came from."""

    uid = models.CharField(max_length=120, unique=True)
    start = models.DateTimeField(db_index=True)
    end = models.DateTimeField()
    # Scope keys with a space on either side of each, « place:12 » and the like: every feed that the
    # session was ever in.
    audience = models.TextField()
    # The `wording.Said` behind the event, as JSON, and a digest of it to compare by.
    said = models.JSONField()
    digest = models.CharField(max_length=32)
    is_withdrawn = models.BooleanField(default=False)
    sequence = models.PositiveIntegerField()
    changed_at = models.DateTimeField()
    # The VEVENT, ready to be served.
    event = models.TextField()

    class Meta:
        ordering = ["start", "uid"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.uid


class FeedQuerySet(models.QuerySet):
    def promised(self, path: str, besides: str) -> bool:
        """Whether this address was ever given out for another scope than `besides` (a scope key)."""
        return self.filter(path=path).exclude(scope=besides).exists()


class Feed(models.Model):
    """An address that may be subscribed to, and stays: no row is ever deleted.

    Of the rows of one scope and format, the one with `is_current` answers; the others are former
    addresses, and lead there. `version` moves with what the feed says. `etag` and `modified_at` are those
    of the body that was built from `built_version` on the local day `built_on`.
    """

    path = models.CharField(max_length=LONGEST_PATH, unique=True)
    scope = models.CharField(max_length=40, db_index=True)
    name = models.CharField(max_length=255, blank=True)
    page = models.CharField(max_length=LONGEST_PATH)
    is_current = models.BooleanField(default=True)
    since = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    built_version = models.PositiveIntegerField(default=0)
    built_on = models.DateField(null=True)
    etag = models.CharField(max_length=32, blank=True)
    modified_at = models.DateTimeField(null=True)

    objects = FeedQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.path


class News(models.Model):
    """One thing that changed for residents, in the words that they read."""

    key = models.UUIDField(unique=True)
    at = models.DateTimeField(db_index=True)
    audience = models.TextField()
    title = models.TextField()
    text = models.TextField()
    page = models.CharField(max_length=LONGEST_PATH)

    class Meta:
        ordering = ["-at", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.title
