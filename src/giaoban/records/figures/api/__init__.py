"""What other programs may do with figures and targets. Mounted at /api/v1/."""

from ninja import Router

from giaoban.records.figures.api import observations, targets

router = Router()
router.add_router("", observations.router)
router.add_router("", targets.router)

__all__ = ["router"]
