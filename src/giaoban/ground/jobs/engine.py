"""The engine's queue over Django's own connection.

Inside a worker the engine's app holds a connection of its own; what a job queues or sweeps must still be part of the job's Django
transaction, so rooms never reach for the app's manager.
"""

from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager

MANAGER = JobManager(DjangoConnector())
