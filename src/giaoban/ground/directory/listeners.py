"""Who wants to hear of changed rows of the organisation: rooms above (search) register, services here announce."""

from collections.abc import Callable

from django.db.models import Model

Listener = Callable[[Model], None]
_LISTENERS: list[Listener] = []


def on_change(listener: Listener) -> None:
    """Call the listener with every changed unit, person or group, inside the transaction that changed it. Once each."""
    if listener not in _LISTENERS:
        _LISTENERS.append(listener)


def announce(*changed: Model) -> None:
    """Tell all listeners."""
    for row in changed:
        for listener in _LISTENERS:
            listener(row)
