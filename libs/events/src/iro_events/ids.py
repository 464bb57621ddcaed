"""Ids as read from what is told: the driver's own class, a `uuid.UUID` in every respect.

It is made from text in a ninth of the time, and each fact has six.
"""

from asyncpg.pgproto.pgproto import UUID

__all__ = ["UUID"]
