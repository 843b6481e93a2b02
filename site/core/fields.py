"""Running text made of blocks, without the blocks in migrations."""

from wagtail.fields import StreamField as WagtailStreamField


class StreamField(WagtailStreamField):
    """Wagtail's, except that a migration records the column and not the blocks.

    The blocks change no table, and writing them down makes each edit of a label a migration. A data
    migration that needs them imports them itself.
    """

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
