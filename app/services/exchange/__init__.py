"""What comes in and goes out as a workbook: the template, the import with every fault named, and the one cell writer."""

from app.services.exchange.service import ExchangeService, ImportReport

__all__ = ["ExchangeService", "ImportReport"]
