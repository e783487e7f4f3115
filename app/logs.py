"""Logging: one line for each thing that matters, as text or as JSON. No id of a network is ever in it."""

import json
import logging
import sys
import time

PLAIN = frozenset(logging.makeLogRecord({}).__dict__) | {"message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    """Writes a record and its extra facts as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        facts = {name: value for name, value in record.__dict__.items() if name not in PLAIN}
        line = {"time": stamp(record), "level": record.levelname.lower(), "message": record.getMessage(), **facts}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)


class TextLines(logging.Formatter):
    """Writes a record as time, level, message."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        facts = " ".join(f"{name}={value}" for name, value in record.__dict__.items() if name not in PLAIN)
        trace = f"\n{self.formatException(record.exc_info)}" if record.exc_info else ""
        return f"{stamp(record)} {record.levelname:7} {record.getMessage()} {facts}".rstrip() + trace


def stamp(record: logging.LogRecord) -> str:
    """Return a record's time in UTC, to the millisecond."""
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + f".{int(record.msecs):03}Z"


def configure(log_format: str) -> None:
    """Send the program's log to standard error, and of uvicorn's what is a warning or worse.

    uvicorn's own lines of INFO name addresses, which hold ids.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if log_format == "json" else TextLines())
    for name, level in (("nudge", logging.INFO), ("uvicorn", logging.WARNING), ("py.warnings", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(level)
    logging.captureWarnings(True)
