"""The number of this release; `make release` moves it."""

VERSION = "0.2.0"
