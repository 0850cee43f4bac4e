"""The number by which grants and other generic rows name a model."""

from django.db.models import Model


def kind_of(model: type[Model]) -> int:
    """The content type's number of a model; read once per process.

    (ContentType is imported late: rooms name this package before apps are ready.)
    """
    from django.contrib.contenttypes.models import ContentType

    return ContentType.objects.get_for_model(model).pk
