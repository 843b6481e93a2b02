"""A poster as it was printed: what it says is frozen, so that it can be compared with what is announced."""

from django.db import models

from core import codes, dates

CODE_LENGTH = 6


def new_code() -> str:
    return codes.new(CODE_LENGTH)


class Poster(models.Model):
    """It names nobody. `about` is a `timeline.printed.About` key, `snapshot` a `posters.content.Snapshot`."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True, default=new_code, editable=False)
    about = models.CharField(max_length=40)
    title = models.CharField(max_length=255)
    # The local day of printing: what is printed again on the same day, and says the same, is the same poster.
    day = models.DateField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    last_end = models.DateTimeField(db_index=True)
    snapshot = models.JSONField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made_at", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["about", "day", "digest"], name="same_day_same_words_same_poster")
        ]

    def __str__(self) -> str:
        return f"{self.title}, {dates.plain_date(self.day)}"
