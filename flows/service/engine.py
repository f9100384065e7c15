"""A flow run as a process that does not outlive its worker: nobody else could cancel or judge it."""

from __future__ import annotations

import runpy

from flows.service.lifeline import hold_on_to_starter

if __name__ == "__main__":
    hold_on_to_starter()
    runpy.run_module("prefect.engine", run_name="__main__")
