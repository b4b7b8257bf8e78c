"""Referat reads Danish municipal minutes and gives their decisions as data."""

from __future__ import annotations
